using SkiaSharp;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>Colours for numbers.</summary>
/// <remarks><para>Source: ends after the scales of Brewer (colorbrewer2.org) and Viridis (van der Walt and Smith, 2015).</para></remarks>
internal static class Ramp
{
    private static readonly SKColor[] Rounds =
    [
        SKColor.Parse("#FDE725"), SKColor.Parse("#7AD151"), SKColor.Parse("#22A884"), SKColor.Parse("#2A788E"), SKColor.Parse("#414487"),
        SKColor.Parse("#440154"),
    ];

    private static readonly SKColor Middle = SKColor.Parse("#F6F5F0");
    private static readonly SKColor Better = SKColor.Parse("#2F7FBF");
    private static readonly SKColor Worse = SKColor.Parse("#D97A2B");
    private static readonly SKColor Full = SKColor.Parse("#1D5E8F");

    /// <summary>From worse (-1) over equal (0) to better (1).</summary>
    public static SKColor Difference(double share)
    {
        var bounded = Math.Clamp(share, -1, 1);
        return Mix(Middle, bounded < 0 ? Worse : Better, Math.Abs(bounded));
    }

    /// <summary>From none (0) to all (1).</summary>
    public static SKColor Share(double share) => Mix(Middle, Full, Math.Clamp(share, 0, 1));

    /// <summary>From the first round (0) to the last (1), light to dark.</summary>
    public static SKColor Order(double share)
    {
        var place = Math.Clamp(share, 0, 1) * (Rounds.Length - 1);
        var first = Math.Min((int)place, Rounds.Length - 2);
        return Mix(Rounds[first], Rounds[first + 1], place - first);
    }

    /// <summary>Words that can be read on a colour.</summary>
    public static SKColor WordsOn(SKColor colour) =>
        (0.2126 * colour.Red) + (0.7152 * colour.Green) + (0.0722 * colour.Blue) < 105 ? Ink.OnDarkCell : Ink.OnCell;

    private static SKColor Mix(SKColor from, SKColor to, double share) => new(
        (byte)(from.Red + ((to.Red - from.Red) * share)),
        (byte)(from.Green + ((to.Green - from.Green) * share)),
        (byte)(from.Blue + ((to.Blue - from.Blue) * share)));
}
