namespace ActiveSeg.Cli.Report.Charts;

/// <summary>One point of a curve.</summary>
/// <param name="X">Labelled scans.</param>
/// <param name="Y">In the chart's unit.</param>
/// <param name="HalfWidth">Half of the interval; 0 for none.</param>
internal sealed record CurvePoint(double X, double Y, double HalfWidth);
