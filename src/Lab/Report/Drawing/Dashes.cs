using System.Collections.Immutable;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>Broken lines as outlines to fill, because Skia's SVG knows no dashes.</summary>
internal static class Dashes
{
    private static readonly float[] Lengths = [6, 4];

    /// <summary>Draws a broken line through points.</summary>
    public static void Paint(SKCanvas canvas, ImmutableArray<SKPoint> points, SKColor colour, float width)
    {
        using var line = new SKPath();
        line.AddPoly([.. points], false);
        using var effect = SKPathEffect.CreateDash(Lengths, 0);
        using var stroke = new SKPaint { IsStroke = true, StrokeWidth = width, PathEffect = effect };
        using var outline = stroke.GetFillPath(line);
        using var fill = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawPath(outline, fill);
    }
}
