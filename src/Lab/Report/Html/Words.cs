using System.Globalization;
using ActiveSeg.Lab.Report.Numbers;
using ActiveSeg.Planning.Statistics.Comparisons;
using ActiveSeg.Planning.Statistics.Resampling;
using ActiveSeg.Planning.Statistics.Summaries;

namespace ActiveSeg.Lab.Report.Html;

/// <summary>Numbers as the page words them.</summary>
internal static class Words
{
    /// <summary>What kind of intervals a comparison gives.</summary>
    public static string Intervals(PolicyComparison comparison) => comparison.IsBootstrapped ? "BCa bootstrap" : "Student t";

    /// <summary>What kind of sign-flip test it is: all signs up to 32 seeds, drawn ones beyond.</summary>
    public static string SignFlips(PolicyComparison comparison) =>
        comparison.Rows.All(row => row.AgainstBaseline is not { SignFlip.IsExact: false }) ? "exact sign-flip test" : "sign-flip test with drawn signs";

    /// <summary>A p-value; never 0.</summary>
    public static string P(double p) => p switch
    {
        < 0.001 => "< .001",
        >= 1 => "1.000",
        >= 0.9995 => "> .999",
        _ => p.ToString(".000", CultureInfo.InvariantCulture),
    };

    /// <summary>A p-value after the letter p.</summary>
    public static string PIs(double p) => P(p) is ['<' or '>', ..] bound ? bound : "= " + P(p);

    /// <summary>A difference of Dice in points, that is hundredths, with its sign.</summary>
    public static string Points(double difference)
    {
        var points = Math.Round(100 * difference, 2);
        return points == 0 ? "0.00" : points.ToString("+0.00;−0.00", CultureInfo.InvariantCulture);
    }

    /// <summary>Points without a sign.</summary>
    public static string Size(double difference) => (100 * Math.Abs(difference)).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Ends of an interval in points.</summary>
    public static string PointEnds(Interval interval) => $"[{Points(interval.Lower)}, {Points(interval.Upper)}]";

    /// <summary>Ends of an interval of Dice.</summary>
    public static string Ends(Interval interval) => string.Create(CultureInfo.InvariantCulture, $"[{interval.Lower:0.0000}, {interval.Upper:0.0000}]");

    /// <summary>A mean with its interval, where it has one.</summary>
    public static string Mean(MeanInterval mean) => mean.HalfWidth is { } half
        ? string.Create(CultureInfo.InvariantCulture, $"{mean.Mean:0.000} ± {half:0.000}")
        : mean.Mean.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Labels to a target, with a bound where it was not met within the curve.</summary>
    public static string Labels(LabelsToTarget? labels) => labels?.Crossing switch
    {
        Crossing.Reached => labels.AtMost.ToString("0.0", CultureInfo.InvariantCulture),
        Crossing.NotReached => string.Create(CultureInfo.InvariantCulture, $"> {labels.AtLeast:0} (not reached)"),
        Crossing.ReachedAtStart => string.Create(CultureInfo.InvariantCulture, $"≤ {labels.AtMost:0} (at the start)"),
        _ => "",
    };

    /// <summary>A ratio of labels, or what is known of it.</summary>
    public static string Ratio(LabelRatio? ratio) => ratio switch
    {
        null => "",
        { IsKnown: true } => ratio.AtLeast.ToString("0.00", CultureInfo.InvariantCulture),
        { AtLeast: <= 0, AtMost: double.PositiveInfinity } => "unknown",
        { AtMost: double.PositiveInfinity } => string.Create(CultureInfo.InvariantCulture, $"≥ {ratio.AtLeast:0.00}"),
        { AtLeast: <= 0 } => string.Create(CultureInfo.InvariantCulture, $"≤ {ratio.AtMost:0.00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{ratio.AtLeast:0.00} to {ratio.AtMost:0.00}"),
    };

    /// <summary>Ends of a ratio's interval; an open end is a dash.</summary>
    public static string RatioEnds(LabelRatio? ends) => ends is null ? "" :
        $"[{(ends.AtLeast > 0 ? ends.AtLeast.ToString("0.00", CultureInfo.InvariantCulture) : "–")}, "
        + $"{(double.IsFinite(ends.AtMost) ? ends.AtMost.ToString("0.00", CultureInfo.InvariantCulture) : "–")}]";

    /// <summary>Names in a row.</summary>
    public static string List(IEnumerable<string> names) => string.Join(", ", names);
}
