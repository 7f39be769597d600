using System.Collections.Immutable;

namespace ActiveSeg.Cli.Report.Charts;

/// <summary>One curve.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Colour">1 to 6.</param>
/// <param name="Points">By rising X.</param>
internal sealed record CurveSeries(string Name, int Colour, ImmutableArray<CurvePoint> Points);
