using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>Figures as SVG and PNG.</summary>
internal static partial class PictureFormat
{
    private const int PngScale = 2;

    /// <summary>A file that stands alone: paper behind it, colours as they are.</summary>
    public static string Svg(Picture picture) => Draw(picture, sketch =>
    {
        sketch.Box(0, 0, picture.Width, picture.Height, Ink.Paper);
        picture.Paint(sketch);
    });

    /// <summary>An element for a page: no paper, colours and size by the page, ids unique to the figure.</summary>
    public static string Inline(Picture picture)
    {
        var svg = Draw(picture, picture.Paint);
        svg = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];
        svg = svg.Replace("id=\"", $"id=\"{picture.Name}-", StringComparison.Ordinal)
            .Replace("url(#", $"url(#{picture.Name}-", StringComparison.Ordinal)
            .Replace($"width=\"{picture.Width}\" height=\"{picture.Height}\"", "role=\"img\"", StringComparison.Ordinal);
        foreach (var (colour, variable) in Ink.Themed)
        {
            var hex = $"\"#{colour.Red:X2}{colour.Green:X2}{colour.Blue:X2}\"";
            svg = svg.Replace(hex, $"\"var({variable})\"", StringComparison.Ordinal);
        }

        return svg;
    }

    /// <summary>Pixels at twice the size, on paper.</summary>
    public static byte[] Png(Picture picture)
    {
        using var bitmap = new SKBitmap(picture.Width * PngScale, picture.Height * PngScale);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(Ink.Paper);
            canvas.Scale(PngScale);
            picture.Paint(new Sketch(canvas));
        }

        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    private static string Draw(Picture picture, Action<Sketch> paint)
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(picture.Width, picture.Height), stream))
        {
            paint(new Sketch(canvas));
        }

        var svg = Encoding.UTF8.GetString(stream.ToArray());
        svg = TrailingComma().Replace(svg, "\"");
        svg = Indent().Replace(svg, "");
        svg = Numbered(svg);
        return svg.Replace($"width=\"{picture.Width}\" height=\"{picture.Height}\">", $"width=\"{picture.Width}\" height=\"{picture.Height}\" "
                + $"viewBox=\"0 0 {picture.Width} {picture.Height}\">", StringComparison.Ordinal)
            .Replace($"font-family=\"{Sketch.Family}\"", $"font-family=\"{Sketch.Family}, Verdana, sans-serif\"", StringComparison.Ordinal);
    }

    /// <summary>Skia numbers clips through the life of the process; here they start anew in every figure.</summary>
    private static string Numbered(string svg)
    {
        var names = new Dictionary<string, string>();
        return Clip().Replace(svg, match =>
        {
            names.TryAdd(match.Value, $"clip-{names.Count + 1}");
            return names[match.Value];
        });
    }

    [GeneratedRegex(@"cl_[0-9a-fA-F]+")]
    private static partial Regex Clip();

    /// <summary>Skia ends lists with a comma, which SVG does not allow.</summary>
    [GeneratedRegex(", \"")]
    private static partial Regex TrailingComma();

    [GeneratedRegex(@"\n\t*")]
    private static partial Regex Indent();
}
