using SkiaSharp;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>Lines, boxes and words on a canvas.</summary>
/// <remarks><para>Units: pixels of the figure, from its top left corner; words stand on their base line.</para></remarks>
internal sealed class Sketch(SKCanvas canvas)
{
    /// <summary>Family of all words.</summary>
    public const string Family = "DejaVu Sans";

    private static readonly SKTypeface Plain = SKTypeface.FromFamilyName(Family);
    private static readonly SKTypeface Strong = SKTypeface.FromFamilyName(Family, SKFontStyle.Bold);

    /// <summary>What it draws on.</summary>
    public SKCanvas Canvas => canvas;

    /// <summary>Width of a line of words.</summary>
    public static float WidthOf(string text, float size = 12, bool isStrong = false)
    {
        using var font = FontOf(size, isStrong);
        return font.MeasureText(text);
    }

    /// <summary>The words, cut to a width with an ellipsis.</summary>
    public static string Cut(string text, float width, float size = 12, bool isStrong = false)
    {
        if (WidthOf(text, size, isStrong) <= width)
        {
            return text;
        }

        var length = text.Length;
        while (length > 1 && WidthOf(text[..length] + "…", size, isStrong) > width)
        {
            length--;
        }

        return text[..length] + "…";
    }

    /// <summary>Writes a line of words.</summary>
    public void Words(
        string text, float x, float y, float size = 12, SKColor? colour = null, SKTextAlign align = SKTextAlign.Left, bool isStrong = false)
    {
        using var font = FontOf(size, isStrong);
        using var paint = new SKPaint { Color = colour ?? Ink.Text, IsAntialias = true };
        canvas.DrawText(text, x, y, align, font, paint);
    }

    /// <summary>Writes a line of words turned about its start; negative degrees rise.</summary>
    public void Turned(string text, float x, float y, float degrees, float size = 12, SKColor? colour = null, SKTextAlign align = SKTextAlign.Left)
    {
        canvas.Save();
        canvas.RotateDegrees(degrees, x, y);
        Words(text, x, y, size, colour, align);
        canvas.Restore();
    }

    /// <summary>Draws a line.</summary>
    public void Line(float x1, float y1, float x2, float y2, SKColor colour, float width = 1)
    {
        using var paint = new SKPaint { Color = colour, StrokeWidth = width, IsStroke = true, IsAntialias = true };
        canvas.DrawLine(x1, y1, x2, y2, paint);
    }

    /// <summary>Fills a box.</summary>
    public void Box(float x, float y, float width, float height, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawRect(x, y, width, height, paint);
    }

    /// <summary>Draws the border of a box.</summary>
    public void Frame(float x, float y, float width, float height, SKColor colour, float line = 1)
    {
        using var paint = new SKPaint { Color = colour, IsStroke = true, StrokeWidth = line, IsAntialias = true };
        canvas.DrawRect(x, y, width, height, paint);
    }

    /// <summary>Draws a filled spot.</summary>
    public void Spot(float x, float y, float radius, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawCircle(x, y, radius, paint);
    }

    /// <summary>Draws a ring.</summary>
    public void Ring(float x, float y, float radius, SKColor colour, float line = 1)
    {
        using var paint = new SKPaint { Color = colour, IsStroke = true, StrokeWidth = line, IsAntialias = true };
        canvas.DrawCircle(x, y, radius, paint);
    }

    private static SKFont FontOf(float size, bool isStrong) => new(isStrong ? Strong : Plain, size) { Subpixel = true, LinearMetrics = true };
}
