using System.Collections.Immutable;
using ScottPlot;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>Names of the curves, in as many rows as they need.</summary>
internal static class Key
{
    private const float RowHeight = 20;
    private const float Gap = 18;
    private const float Swatch = 40;
    private const float Line = 34;

    /// <summary>Height that the names need.</summary>
    public static int HeightOf(IEnumerable<string> names, float width) => (int)(Places(names, width).Max(place => place.Y) + RowHeight + 4);

    /// <summary>Draws the names from a corner on, within the width.</summary>
    public static void Paint(Sketch sketch, float left, float top, float width, ImmutableArray<(string Name, SeriesStyle Style)> entries)
    {
        foreach (var (entry, place) in entries.Zip(Places(entries.Select(entry => entry.Name), width)))
        {
            var (x, y) = (left + place.X, top + place.Y + 14);
            if (entry.Style.IsDashed)
            {
                Dashes.Paint(sketch.Canvas, [new(x, y - 4), new(x + Line, y - 4)], entry.Style.Colour, entry.Style.Width);
            }
            else
            {
                sketch.Line(x, y - 4, x + Line, y - 4, entry.Style.Colour, entry.Style.Width);
            }

            using var paint = new SKPaint { IsAntialias = true, Color = entry.Style.Colour };
            Mark(sketch.Canvas, entry.Style.Marker, x + (Line / 2), y - 4, paint);
            sketch.Words(Sketch.Cut(entry.Name, width - Swatch), x + Swatch, y, 12);
        }
    }

    /// <summary>Top left corners of the entries, from the corner of the whole; a name wider than the whole is cut.</summary>
    internal static List<SKPoint> Places(IEnumerable<string> names, float width)
    {
        var places = new List<SKPoint>();
        var (x, y) = (0f, 0f);
        foreach (var name in names)
        {
            var room = Swatch + Sketch.WidthOf(Sketch.Cut(name, width - Swatch)) + Gap;
            if (x > 0 && x + room - Gap > width)
            {
                (x, y) = (0, y + RowHeight);
            }

            places.Add(new SKPoint(x, y));
            x += room;
        }

        return places.Count == 0 ? [SKPoint.Empty] : places;
    }

    private static void Mark(SKCanvas canvas, MarkerShape shape, float x, float y, SKPaint paint)
    {
        const float r = 3.6f;
        SKPoint[] corners = shape switch
        {
            MarkerShape.FilledSquare => [new(x - r, y - r), new(x + r, y - r), new(x + r, y + r), new(x - r, y + r)],
            MarkerShape.FilledTriangleUp => [new(x, y - r), new(x + r, y + r), new(x - r, y + r)],
            MarkerShape.FilledTriangleDown => [new(x, y + r), new(x + r, y - r), new(x - r, y - r)],
            MarkerShape.FilledDiamond => [new(x, y - r), new(x + r, y), new(x, y + r), new(x - r, y)],
            _ => [],
        };
        if (shape == MarkerShape.None)
        {
            return;
        }

        if (corners.Length == 0)
        {
            canvas.DrawCircle(x, y, r, paint);
            return;
        }

        using var builder = new SKPath();
        builder.AddPoly(corners);
        canvas.DrawPath(builder, paint);
    }
}
