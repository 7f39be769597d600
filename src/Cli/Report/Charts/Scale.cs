using System.Collections.Immutable;

namespace ActiveSeg.Cli.Report.Charts;

/// <summary>One axis: its ends and its marks.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, above the lower.</param>
/// <param name="Marks">Values with a label, between the ends.</param>
/// <param name="Format">Of the labels.</param>
internal sealed record Scale(double Low, double High, ImmutableArray<double> Marks, string Format)
{
    /// <summary>An axis with round marks around some values.</summary>
    /// <param name="lowest">Smallest value.</param>
    /// <param name="highest">Largest value.</param>
    /// <param name="least">The axis goes no lower; absent: no bound.</param>
    /// <param name="most">The axis goes no higher; absent: no bound.</param>
    public static Scale Around(double lowest, double highest, double? least, double? most)
    {
        var span = Math.Max(highest - lowest, 1e-3);
        var step = RoundStep(span / 4);
        var low = Math.Floor((lowest - (0.05 * span)) / step) * step;
        var high = Math.Ceiling((highest + (0.05 * span)) / step) * step;
        low = Math.Max(low, least ?? low) + 0;
        high = Math.Min(high, most ?? high);
        var marks = new List<double>();
        for (var mark = Math.Ceiling((low / step) - 1e-9) * step; mark <= high + (1e-9 * step); mark += step)
        {
            marks.Add(Math.Abs(mark) < 1e-9 * step ? 0 : mark);
        }

        return new Scale(low, high, [.. marks], step >= 1 ? "0" : step >= 0.1 ? "0.0" : step >= 0.01 ? "0.00" : "0.000");
    }

    /// <summary>Position of a value between the ends, 0 to 1.</summary>
    public double Of(double value) => (value - Low) / (High - Low);

    private static double RoundStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var share = rough / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }
}
