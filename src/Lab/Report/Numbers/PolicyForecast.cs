using System.Collections.Immutable;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Planning;
using ActiveSeg.Planning.Curves;
using ActiveSeg.Planning.Forecasts;

namespace ActiveSeg.Lab.Report.Numbers;

/// <summary>What a policy's curve lets expect of more labels.</summary>
/// <param name="Policy">Name of the strategy.</param>
/// <param name="Observed">Means over seeds.</param>
/// <param name="Expected">From the last of them on, with 95 % intervals for one new training; empty where there is no forecast.</param>
/// <param name="IntervalFactor">Width of an interval over the model's own, where furthest from 1; 1 where there is no forecast.</param>
/// <param name="Remark">One sentence: the forecast in words and where measured values fell, or why there is none.</param>
internal sealed record PolicyForecast(
    string Policy, ImmutableArray<ChartPoint> Observed, ImmutableArray<ChartPoint> Expected, double IntervalFactor, string Remark)
{
    private const int Steps = 12;
    private const double Furthest = 4;

    /// <summary>Forecasts of the complete policies, to four times the labels, from the curves of all seeds together.</summary>
    public static ImmutableArray<PolicyForecast> Of(ImmutableArray<SeedCurve> curves, CellCount cells) =>
        [.. MeanCurve.ByLabels(curves).Where(mean => cells.Complete.Contains(mean.Policy)).Select(mean => Of(mean, curves))];

    private static PolicyForecast Of(MeanCurve mean, ImmutableArray<SeedCurve> curves)
    {
        var seeds = curves.Where(curve => curve.Policy == mean.Policy).ToList();
        var observations =
            from curve in seeds
            from point in curve.Points
            where point.Labelled > 0
            select new CurveObservation(point.Labelled, point.Value, StartSet: curve.Seed);
        try
        {
            var posterior = CurvePosterior.Estimate(observations);
            var last = mean.Points[^1].X;
            var expected = Enumerable.Range(0, Steps + 1).Select(step => posterior.At(last * Math.Pow(Furthest, (double)step / Steps))).ToList();
            return new PolicyForecast(
                mean.Policy,
                mean.Points,
                [.. expected.Select(value => new ChartPoint(value.Labelled, value.Median, value.Low, value.High))],
                expected.MaxBy(value => Math.Abs(value.IntervalFactor - 1)).IntervalFactor,
                $"{Worded(expected[Steps / 2])}; {Worded(expected[^1])}{Worded(posterior.NonMonotone)}.");
        }
        catch (NotEstimableException error)
        {
            return new PolicyForecast(mean.Policy, mean.Points, [], 1, $"no forecast. {error.Message}");
        }
    }

    private static string Worded(ValueForecast value) =>
        $"Dice {value.Median:0.000} [{value.Low:0.000}, {value.High:0.000}] with {value.Labelled:0} labelled scans";

    private static string Worded(ImmutableArray<NonMonotoneSegment> falls)
    {
        var spans = falls.Select(fall => (fall.From, fall.To)).Distinct().Order().Select(span => $"from {span.From:0} to {span.To:0}").ToList();
        return spans.Count == 0
            ? ""
            : $"; measured values fell {string.Join(", and ", spans)} labelled scans by more than two standard deviations of noise, "
                + "and no curve of the model falls, so doubt this forecast";
    }
}
