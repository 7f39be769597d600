using System.Collections.Immutable;
using ActiveSeg.Planning.Curves;

namespace ActiveSeg.Planning.Forecasts;

/// <summary>Checks forecasts against curves that were measured further than the forecast could see.</summary>
public static class ForecastEvaluation
{
    /// <summary>Evaluates one set of curves.</summary>
    /// <param name="name">What the curves are.</param>
    /// <param name="curves">The curves, with a point at the target count.</param>
    /// <param name="cut">Most labels that the forecast sees.</param>
    /// <param name="target">Labels asked about, beyond the cut.</param>
    /// <param name="options">Forecast options. Default: all defaults.</param>
    /// <exception cref="NotEstimableException">No curve has five points up to the cut and one at the target.</exception>
    public static EvaluationRow Evaluate(
        string name, IEnumerable<HeldOutCurve> curves, double cut, double target, ForecastOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(target, cut);
        var errors = new List<double>();
        var baseline = new List<double>();
        var widths = new List<double>();
        var factors = new List<double>();
        int inside = 0, skipped = 0;
        foreach (var curve in curves)
        {
            var seen = curve.Points.Where(point => point.Labelled <= cut).ToArray();
            var asked = curve.Points.Where(point => point.Labelled == target).Select(point => point.Value).ToArray();
            if (asked.Length == 0 || seen.Select(point => point.Labelled).Distinct().Count() < CurvePoints.Fewest)
            {
                skipped++;
                continue;
            }

            var posterior = CurvePosterior.Estimate(seen, options);
            var forecast = posterior.At(target);
            var value = asked.Average();
            errors.Add(Math.Abs(forecast.Median - value));
            baseline.Add(Math.Abs(CurveFit.Fit(CurveFamily.Last1, seen).Asymptote - value));
            widths.Add(forecast.High - forecast.Low);
            inside += value >= forecast.Low && value <= forecast.High ? 1 : 0;
            var goal = 0.98 * (curve.Truth?.ValueAt(target) ?? value);
            var labels = curve.Truth?.LabelsTo(goal, target) ?? Reached(curve.Points, goal);
            var told = posterior.LabelsTo(goal).Median;
            factors.Add(Math.Max(told / labels, labels / told));
        }

        if (errors.Count == 0)
        {
            throw new NotEstimableException(
                $"No curve of '{name}' has {CurvePoints.Fewest} label counts up to {cut:0.##} and a point at {target:0.##}; {skipped} were looked at.");
        }

        return new(
            name, cut, target, errors.Count, skipped, errors.Average(), baseline.Average(), inside / (double)errors.Count, widths.Average(),
            factors.Order().ElementAt(factors.Count / 2), factors.Count(factor => factor <= 1.25) / (double)factors.Count);
    }

    /// <summary>The standing check on simulated curves: from up to 50 and 100 labels to twice and four times as many, at two noises.</summary>
    /// <param name="curves">Curves a row. Default: 400.</param>
    /// <param name="seed">Seed, away from that of the calibration. Default: 7.</param>
    public static ImmutableArray<EvaluationRow> Simulated(int curves = 400, int seed = 7)
    {
        var rows = ImmutableArray.CreateBuilder<EvaluationRow>();
        foreach (var noise in (double[])[0.0045, 0.010])
        {
            foreach (var cut in (double[])[50, 100])
            {
                var labelled = Enumerable.Range(0, (int)((cut - 5) / 5)).Select(i => 10.0 + (5 * i)).Append(2 * cut).Append(4 * cut).ToArray();
                var held = CurveSimulator.Curves(curves, noise, labelled, seed);
                rows.Add(Evaluate($"simulated, noise {noise}", held, cut, 2 * cut));
                rows.Add(Evaluate($"simulated, noise {noise}", held, cut, 4 * cut));
            }
        }

        return rows.ToImmutable();
    }

    /// <summary>Rows as lines of text, a heading first.</summary>
    /// <param name="rows">The rows.</param>
    public static ImmutableArray<string> Table(IEnumerable<EvaluationRow> rows) =>
    [
        $"{"curves",-28}{"cut",6}{"at",6}{"number",8}{"left out",10}{"MAE",8}{"last MAE",10}{"cover 95",10}{"width",8}{"labels x",10}{"in x1.25",10}",
        .. rows.Select(row =>
            $"{row.Name,-28}{row.Cut,6:0}{row.Target,6:0}{row.Curves,8}{row.NotEstimable,10}{row.Mae,8:0.0000}{row.LastValueMae,10:0.0000}"
            + $"{row.Coverage,10:0.000}{row.MeanWidth,8:0.000}{row.MedianLabelsFactor,10:0.00}{row.LabelsWithinQuarter,10:0.00}"),
    ];

    private static double Reached(ImmutableArray<CurveObservation> points, double goal)
    {
        var means = points.GroupBy(point => point.Labelled).Select(group => (N: group.Key, Mean: group.Average(point => point.Value)))
            .OrderBy(pair => pair.N).ToArray();
        var at = Array.FindIndex(means, pair => pair.Mean >= goal);
        return at switch
        {
            < 0 => double.PositiveInfinity,
            0 => means[0].N,
            _ => means[at - 1].N + ((means[at].N - means[at - 1].N) * (goal - means[at - 1].Mean) / (means[at].Mean - means[at - 1].Mean)),
        };
    }
}
