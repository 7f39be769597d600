using System.Globalization;
using ActiveSeg.Planning.Budgets;
using ActiveSeg.Planning.Curves;
using ActiveSeg.Planning.Forecasts;

namespace ActiveSeg.Lab.Commands;

/// <summary>What a measured curve promises, in lines for a terminal.</summary>
internal static class PlanReport
{
    private static readonly double[] Ratios = [1.25, 1.5, 2, 4];

    /// <summary>Forecasts, where the curve fell, what the next batch is worth, labels to the target, and what a budget buys where there is one.</summary>
    /// <param name="curve">The measured curve.</param>
    /// <param name="target">Value to reach. Range: 0 to 1, ends excluded.</param>
    /// <param name="raterDice">Mean Dice between raters; null where it is not known.</param>
    /// <param name="batch">Scans of the next batch; 0 asks for no gain.</param>
    /// <param name="budget">Null asks for no plan of reads.</param>
    /// <exception cref="Planning.NotEstimableException">The curve has too few points, or the budget pays for no read.</exception>
    public static IEnumerable<string> Lines(IReadOnlyCollection<CurveObservation> curve, double target, double? raterDice, int batch, ReadBudget? budget)
    {
        var posterior = CurvePosterior.Estimate(curve, new() { InterRaterDice = raterDice });
        var last = curve.Max(point => point.Labelled);
        var values = Ratios.Select(ratio => posterior.At(ratio * last)).ToArray();
        foreach (var value in values)
        {
            yield return Text($"{value.Labelled:0} labelled: {value.Median:0.000} [{value.Low:0.000}, {value.High:0.000}]");
        }

        yield return $"intervals: 95 %, {ConformalFactors.InWords(values.Select(value => value.IntervalFactor))}";
        foreach (var fall in posterior.NonMonotone)
        {
            yield return Text($"measured values fell by {fall.Drop:0.000} from {fall.From:0} to {fall.To:0} labelled, more than two standard deviations of noise")
                + "; no curve of the model falls, so doubt these forecasts";
        }

        if (batch > 0)
        {
            var gain = posterior.Gain(batch);
            yield return Text($"the next {batch} labels: +{gain.Expected:0.0000} [{gain.Low:0.0000}, {gain.High:0.0000}]");
        }

        var labels = posterior.LabelsTo(target);
        yield return Text($"{target:0.###}: can be reached with probability {labels.Reachable:0.00}, and {labels.WithinHorizon:0.00} with at most {labels.Horizon:0} labels");
        yield return Text($"labels to {target:0.###}: {Count(labels.Median)}, in 8 of 10 cases {Count(labels.Tenth)} to {Count(labels.Ninetieth)}");
        if (budget is not null)
        {
            foreach (var line in Reads(ReadPlanner.Plan(posterior, budget)))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Reads(ReadPlan plan)
    {
        yield return "reads a scan | scans | expert minutes | worth in labels of the curve | then";
        foreach (var option in plan.Options)
        {
            yield return Text(
                $"{option.ReadsPerScan} | {option.Scans} | {option.Minutes:0} | {option.EffectiveLabels:0.0} | {option.Forecast.Median:0.000} [{option.Forecast.Low:0.000}, {option.Forecast.High:0.000}]");
        }

        yield return $"best: {plan.Best.ReadsPerScan} {(plan.Best.ReadsPerScan == 1 ? "read" : "reads")} a scan"
            + (plan.Decisive ? "" : "; the intervals overlap, so others may be as good");
        foreach (var assumption in plan.Assumptions)
        {
            yield return $"assumed: {assumption}";
        }
    }

    private static string Count(double labels) => double.IsFinite(labels) ? labels.ToString("0", CultureInfo.InvariantCulture) : "not reached";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
