using ActiveSeg.Lab.Report.Drawing;

namespace ActiveSeg.Lab.Report.Html;

/// <summary>A figure in the page.</summary>
internal static class FigureElement
{
    /// <summary>The figure with its caption and its files; nothing where it is absent.</summary>
    public static Markup Of(IEnumerable<Picture> pictures, string name)
    {
        if (pictures.FirstOrDefault(picture => picture.Name == name) is not { } picture)
        {
            return Markup.Empty;
        }

        return Markup.Of($"""
            <h3>{picture.Title}</h3>
            <figure aria-label="{picture.Title}"><div style="max-width:{picture.Width}px">{new Markup(PictureFormat.Inline(picture))}</div>
            <figcaption>{picture.Caption} <a href="figures/{picture.Name}.svg">SVG</a> <a href="figures/{picture.Name}.png">PNG</a></figcaption></figure>

            """);
    }
}
