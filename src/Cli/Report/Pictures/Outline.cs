namespace ActiveSeg.Cli.Report.Pictures;

/// <summary>Outlines of one structure.</summary>
/// <param name="Label">The structure.</param>
/// <param name="IsModel">Whether a model drew it, as opposed to the reference.</param>
/// <param name="Path">SVG path in mm.</param>
internal sealed record Outline(int Label, bool IsModel, string Path);
