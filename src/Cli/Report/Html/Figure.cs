using System.Collections.Immutable;
using System.Globalization;
using ActiveSeg.Cli.Report.Model;
using ActiveSeg.Cli.Report.Pictures;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>Pictures of slices, drawn by the browser in the patient's proportions.</summary>
internal static class Figure
{
    private const int Colours = 6;

    /// <summary>Number of a structure's colour, 1 to 6, the same everywhere in the report.</summary>
    public static int ColourOf(ImmutableArray<ReportStructure> structures, int label)
    {
        var place = structures.ToList().FindIndex(structure => structure.Label == label);
        return (Math.Max(place, 0) % Colours) + 1;
    }

    /// <summary>One slice with its outlines, the letters of the patient's sides and its caption.</summary>
    public static Markup Of(SlicePicture picture, ImmutableArray<ReportStructure> structures, string description)
    {
        var (width, height) = (Millimetres(picture.WidthMm), Millimetres(picture.HeightMm));
        return Markup.Of($"""
            <figure class="slice">
            <div class="film"><svg viewBox="0 0 {width} {height}" role="img" aria-label="{description}">
            <image href="data:image/png;base64,{Convert.ToBase64String(picture.Png.AsSpan())}" width="{width}" height="{height}" preserveAspectRatio="none"/>
            {Markup.Join(picture.Outlines.Select(outline => Path(outline, structures)))}</svg>
            <span class="edge w">{picture.Edges.Left}</span><span class="edge e">{picture.Edges.Right}</span>
            <span class="edge n">{picture.Edges.Top}</span><span class="edge s">{picture.Edges.Bottom}</span></div>
            <figcaption>{picture.Caption}</figcaption></figure>

            """);
    }

    /// <summary>What colours and lines mean.</summary>
    public static Markup Legend(ImmutableArray<ReportStructure> structures, bool hasModel) => Markup.Of($"""
        <p class="legend">{Markup.Join(structures.Select(structure =>
            Markup.Of($"<span><i class=\"swatch c{ColourOf(structures, structure.Label)}\"></i>{structure.Title}</span>")))}
        {(hasModel
            ? Markup.Of($"<span><i class=\"sample shaded\"></i>shaded: reference</span><span><i class=\"sample line\"></i>line: model</span>")
            : Markup.Of($"<span><i class=\"sample line\"></i>line: consensus of the reads</span>"))}</p>

        """);

    private static Markup Path(Outline outline, ImmutableArray<ReportStructure> structures) => Markup.Of(
        $"<path class=\"{(outline.IsModel ? "model" : "reference")} c{ColourOf(structures, outline.Label)}\" d=\"{outline.Path}\"/>");

    private static string Millimetres(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
