using System.Collections.Immutable;
using SkiaSharp;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>The colours of the figures; in a page, all but those of cells follow the page's theme.</summary>
internal static class Ink
{
    /// <summary>Words that matter.</summary>
    public static readonly SKColor Text = SKColor.Parse("#1C1F23");

    /// <summary>Marks and remarks.</summary>
    public static readonly SKColor Quiet = SKColor.Parse("#5B626B");

    /// <summary>Grid and frames.</summary>
    public static readonly SKColor Rule = SKColor.Parse("#D3D5CE");

    /// <summary>Behind a figure that stands alone.</summary>
    public static readonly SKColor Paper = SKColor.Parse("#FDFDFB");

    /// <summary>Words on coloured cells, the same in every theme.</summary>
    public static readonly SKColor OnCell = SKColor.Parse("#15181B");

    /// <summary>Words on dark cells, the same in every theme.</summary>
    public static readonly SKColor OnDarkCell = SKColor.Parse("#FAFAF8");

    /// <summary>A cell without a value.</summary>
    public static readonly SKColor EmptyCell = SKColor.Parse("#C9CBC5");

    /// <summary>The baseline's colour, then those of the others, distinguishable with the common colour-vision deficiencies in their
    /// first five.</summary>
    public static readonly ImmutableArray<SKColor> Series =
    [
        SKColor.Parse("#4A4F57"), SKColor.Parse("#C1440E"), SKColor.Parse("#0072B2"), SKColor.Parse("#00795A"), SKColor.Parse("#A0508A"),
        SKColor.Parse("#8A6D00"), SKColor.Parse("#4343C4"), SKColor.Parse("#7A4B1E"),
    ];

    /// <summary>A policy that has no colour of its own but stands by its name.</summary>
    public static readonly SKColor Plain = SKColor.Parse("#2F8794");

    /// <summary>Curves behind the named ones, darker than the grid.</summary>
    public static readonly SKColor Faint = SKColor.Parse("#BEC1C5");

    /// <summary>Names of the page's variables for the colours that follow its theme.</summary>
    public static IEnumerable<(SKColor Colour, string Variable)> Themed =>
        Series.Select((colour, place) => (colour, $"--series-{place}"))
            .Concat([(Text, "--ink"), (Quiet, "--quiet"), (Rule, "--rule"), (Plain, "--plain"), (Faint, "--faint"), (Paper, "--paper")]);
}
