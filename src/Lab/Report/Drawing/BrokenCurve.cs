using System.Collections.Immutable;
using ScottPlot;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>A broken line of a chart.</summary>
/// <param name="points">By rising X.</param>
/// <param name="style">Colour and width.</param>
internal sealed class BrokenCurve(ImmutableArray<ChartPoint> points, SeriesStyle style) : IPlottable
{
    /// <inheritdoc />
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc />
    public IAxes Axes { get; set; } = new Axes();

    /// <inheritdoc />
    public IEnumerable<LegendItem> LegendItems => [];

    /// <inheritdoc />
    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    /// <inheritdoc />
    public void Render(RenderPack rp) => Dashes.Paint(
        rp.Canvas,
        [.. points.Select(point => Axes.GetPixel(new Coordinates(point.X, point.Y))).Select(pixel => new SKPoint(pixel.X, pixel.Y))],
        style.Colour,
        style.Width);
}
