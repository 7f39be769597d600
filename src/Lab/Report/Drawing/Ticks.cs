using System.Collections.Immutable;
using System.Globalization;

namespace ActiveSeg.Lab.Report.Drawing;

/// <summary>One axis: its ends and its marks.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, above the lower.</param>
/// <param name="Marks">Values with a label, between the ends.</param>
/// <param name="Step">Distance of the marks.</param>
internal sealed record Ticks(double Low, double High, ImmutableArray<double> Marks, double Step)
{
    /// <summary>An axis with round marks that holds all values with some air.</summary>
    /// <param name="lowest">Smallest value.</param>
    /// <param name="highest">Largest value.</param>
    /// <param name="wanted">About this many marks.</param>
    public static Ticks Around(double lowest, double highest, int wanted = 5)
    {
        var span = Math.Max(highest - lowest, Math.Max(1e-4, Math.Abs(highest) * 1e-3));
        var low = lowest - (0.04 * span);
        var high = highest + (0.04 * span);
        var step = RoundStep((high - low) / wanted);
        var marks = ImmutableArray.CreateBuilder<double>();
        for (var i = Math.Ceiling(low / step); i * step <= high; i++)
        {
            marks.Add((i * step) + 0.0); // never minus zero
        }

        return new Ticks(low, high, marks.ToImmutable(), step);
    }

    /// <summary>A mark's label.</summary>
    public string LabelOf(double mark)
    {
        var digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(Step) - 1e-9), 0, 6);
        return mark.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');
    }

    private static double RoundStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var share = rough / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }
}
