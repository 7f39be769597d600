using System.Collections.Immutable;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Figures;

/// <summary>Panels of one size, row by row.</summary>
/// <param name="Width">Of the figure.</param>
/// <param name="Height">Of the figure.</param>
/// <param name="Boxes">One a panel.</param>
internal sealed record PanelGrid(int Width, int Height, ImmutableArray<SKRect> Boxes)
{
    private const int MostLargeCharts = 9;

    /// <summary>Lays charts out, smaller ones where they are many.</summary>
    public static PanelGrid OfCharts(int count) => count <= MostLargeCharts ? Of(count, 3, 300, 230, 0) : Of(count, 5, 240, 190, 0);

    /// <summary>Lays panels out.</summary>
    /// <param name="count">Panels.</param>
    /// <param name="columns">At most.</param>
    /// <param name="width">Of a panel.</param>
    /// <param name="height">Of a panel.</param>
    /// <param name="foot">Room below the panels.</param>
    public static PanelGrid Of(int count, int columns, int width, int height, int foot)
    {
        var across = Math.Min(columns, Math.Max(1, count));
        var down = (Math.Max(1, count) + across - 1) / across;
        return new PanelGrid(
            across * width,
            (down * height) + foot,
            [.. Enumerable.Range(0, count).Select(i => SKRect.Create(i % across * width, i / across * height, width, height))]);
    }
}
