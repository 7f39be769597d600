using System.Collections.Immutable;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>Curves over one pair of axes.</summary>
/// <param name="Title">Above it; empty for none.</param>
/// <param name="Across">Label of the horizontal axis.</param>
/// <param name="Up">Label of the vertical axis.</param>
/// <param name="Series">The curves, the last on top.</param>
/// <param name="X">Horizontal axis.</param>
/// <param name="Y">Vertical axis.</param>
internal sealed record ChartPanel(string Title, string Across, string Up, ImmutableArray<ChartSeries> Series, Ticks X, Ticks Y)
{
    private const double MostBand = 0.6;

    /// <summary>Axes that hold the points of all curves; bands may stick out where they are much wider than the curves are apart.</summary>
    public static (Ticks X, Ticks Y) AxesOf(IEnumerable<ChartSeries> series, int wantedX = 6, int wantedY = 5)
    {
        var points = series.SelectMany(one => one.Points).ToList();
        if (points.Count == 0)
        {
            return (Ticks.Around(0, 1), Ticks.Around(0, 1));
        }

        var (low, high) = (points.Min(point => point.Y), points.Max(point => point.Y));
        var air = Math.Max(high - low, 1e-3) * MostBand;
        return (
            Ticks.Around(points.Min(point => point.X), points.Max(point => point.X), wantedX),
            Ticks.Around(Math.Max(low - air, points.Min(point => point.Low)), Math.Min(high + air, points.Max(point => point.High)), wantedY));
    }
}
