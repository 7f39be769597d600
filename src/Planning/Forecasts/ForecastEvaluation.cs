using System.Collections.Immutable;
using System.Globalization;
using ActiveSeg.Planning.Curves;

namespace ActiveSeg.Planning.Forecasts;

/// <summary>Checks forecasts against curves that were measured further than the forecast could see.</summary>
public static class ForecastEvaluation
{
    /// <summary>Evaluates one set of curves.</summary>
    /// <param name="name">What the curves are.</param>
    /// <param name="curves">The curves, with points at the targets.</param>
    /// <param name="cut">Most labels that the forecast sees.</param>
    /// <param name="targets">Labels asked about, beyond the cut; a row each.</param>
    /// <exception cref="NotEstimableException">No curve has five label counts up to the cut and a point at a target.</exception>
    public static ImmutableArray<EvaluationRow> Evaluate(string name, IEnumerable<HeldOutCurve> curves, double cut, params double[] targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return Evaluate(name, curves, cut, [.. targets.Select(target => (target, target))]);
    }

    /// <summary>Evaluates one set of curves at everything measured beyond the cut: a row for each class of horizon in which something was.</summary>
    /// <param name="name">What the curves are.</param>
    /// <param name="curves">The curves.</param>
    /// <param name="cut">Most labels that the forecast sees.</param>
    /// <exception cref="NotEstimableException">No curve has five label counts up to the cut and a point beyond.</exception>
    public static ImmutableArray<EvaluationRow> EvaluateBeyond(string name, IEnumerable<HeldOutCurve> curves, double cut)
    {
        double[] ends = [1, .. ConformalFactors.RatioEnds, double.PositiveInfinity];
        return Evaluate(name, curves, cut, [.. ends.Zip(ends.Skip(1), (from, to) => (Math.BitIncrement(from * cut), to * cut))]);
    }

    /// <summary>The standing check on simulated curves: from up to 50 and 100 labels to 1.25, 2, 4 and 8 times as many.</summary>
    /// <remarks>
    /// <para>The first rows are of curves like those of the calibration. The last are of another kind, which the calibration never saw:
    /// means of two curves of different families, with twice the noise at the fewest labels.</para>
    /// </remarks>
    /// <param name="curves">Curves a row; with 400 the standard error of a coverage is .011, with 2,000 .005. Default: 400.</param>
    /// <param name="seed">Seed, away from that of the calibration; every set of curves has its own, from this one on. Default: 7.</param>
    public static ImmutableArray<EvaluationRow> Simulated(int curves = 400, int seed = 7)
    {
        var rows = ImmutableArray.CreateBuilder<EvaluationRow>();
        foreach (var cut in (double[])[50, 100])
        {
            double[] targets = [1.25 * cut, 2 * cut, 4 * cut, 8 * cut];
            double[] labelled = [.. Enumerable.Range(0, (int)((cut - 5) / 5)).Select(i => 10.0 + (5 * i)), .. targets];
            foreach (var noise in (double[])[0.0045, 0.010])
            {
                var held = CurveSimulator.Curves(curves, noise, labelled, seed + rows.Count);
                rows.AddRange(Evaluate(string.Create(CultureInfo.InvariantCulture, $"simulated, noise {noise}"), held, cut, targets));
            }

            rows.AddRange(Evaluate("simulated, another kind", CurveSimulator.Mixed(curves, 0.007, labelled, seed + rows.Count), cut, targets));
        }

        return rows.ToImmutable();
    }

    /// <summary>Rows as lines of text, a heading first.</summary>
    /// <param name="rows">The rows.</param>
    public static ImmutableArray<string> Table(IEnumerable<EvaluationRow> rows)
    {
        const string Scores = "     MAE    bias  cover  width labels";
        return
        [
            $"{string.Empty,-54}{" | model average",-39}{" | power law",-39} | last value",
            $"{"curves",-25}{"cut",5}{"at",10}{"number",8}{"out",6} |{Scores} |{Scores} |     MAE    bias",
            .. rows.Select(row => string.Create(CultureInfo.InvariantCulture,
                $"{row.Name,-25}{row.Cut,5:0}{Range(row),10}{row.Number,8}{row.NotEstimable,6} |{Line(row.Average)} |{Line(row.PowerLaw)} |{row.LastValue.Mae,8:0.0000}{row.LastValue.Bias,8:0.000}")),
        ];

        static string Range(EvaluationRow row) => row.From == row.To
            ? string.Create(CultureInfo.InvariantCulture, $"{row.From:0}")
            : string.Create(CultureInfo.InvariantCulture, $"{row.From:0}-{row.To:0}");

        static string Line(ForecastScore score) => string.Create(
            CultureInfo.InvariantCulture,
            $"{score.Mae,8:0.0000}{score.Bias,8:0.000}{score.Coverage,7:0.000}{score.MeanWidth,7:0.000}{score.MedianLabelsFactor,7:0.00}");
    }

    private static ImmutableArray<EvaluationRow> Evaluate(
        string name, IEnumerable<HeldOutCurve> curves, double cut, (double From, double To)[] classes)
    {
        ArgumentNullException.ThrowIfNull(curves);
        foreach (var (from, _) in classes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(from, cut);
        }

        var tallies = classes.Select(_ => (Average: new Tally(), PowerLaw: new Tally(), LastValue: new Tally(), Asked: new List<double>())).ToArray();
        var skipped = new int[classes.Length];
        foreach (var curve in curves)
        {
            var seen = curve.Points.Where(point => point.Labelled <= cut).ToArray();
            var estimable = seen.Select(point => point.Labelled).Distinct().Count() >= CurvePoints.Fewest;
            var posterior = new Lazy<CurvePosterior>(() => CurvePosterior.Estimate(seen));
            var power = new Lazy<LearningCurve>(() => CurveFit.Fit(CurveFamily.Pow3, seen));
            for (var i = 0; i < classes.Length; i++)
            {
                var (from, to) = classes[i];
                var asked = curve.Points.Where(point => point.Labelled >= from && point.Labelled <= to).GroupBy(point => point.Labelled).ToArray();
                if (asked.Length == 0 || !estimable)
                {
                    skipped[i]++;
                    continue;
                }

                foreach (var group in asked)
                {
                    var (labelled, value) = (group.Key, group.Average(point => point.Value));
                    var goal = 0.98 * (curve.Truth?.ValueAt(labelled) ?? value);
                    var needed = curve.Truth?.LabelsTo(goal, labelled) ?? Reached(curve.Points, goal);
                    var told = posterior.Value.At(labelled);
                    tallies[i].Average.Add(told.Median, told.Low, told.High, value, posterior.Value.LabelsTo(goal).Median, needed);
                    var usual = FitInterval.At(power.Value, seen, labelled);
                    tallies[i].PowerLaw.Add(usual.Value, usual.Low, usual.High, value, power.Value.LabelsTo(goal, 40 * cut), needed);
                    var last = CurveFit.Fit(CurveFamily.Last1, seen).Asymptote;
                    tallies[i].LastValue.Add(last, double.NaN, double.NaN, value, double.PositiveInfinity, needed);
                    tallies[i].Asked.Add(labelled);
                }
            }
        }

        var rows = Enumerable.Range(0, classes.Length).Where(i => tallies[i].Asked.Count > 0).Select(i => new EvaluationRow(
            name, cut, tallies[i].Asked.Min(), tallies[i].Asked.Max(), tallies[i].Asked.Count, skipped[i],
            tallies[i].Average.Score(), tallies[i].PowerLaw.Score(), tallies[i].LastValue.Score())).ToImmutableArray();
        return rows.IsEmpty
            ? throw new NotEstimableException(
                $"No curve of '{name}' has {CurvePoints.Fewest} label counts up to {cut:0.##} and a point that was asked about beyond.")
            : rows;
    }

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

    private sealed class Tally
    {
        private readonly List<double> _errors = [], _widths = [], _factors = [];
        private int _inside;

        internal void Add(double forecast, double low, double high, double value, double told, double needed)
        {
            _errors.Add(forecast - value);
            _widths.Add(high - low);
            _inside += value >= low && value <= high ? 1 : 0;
            _factors.Add(Math.Max(told / needed, needed / told));
        }

        internal ForecastScore Score() => new(
            _errors.Average(Math.Abs),
            _errors.Average(),
            double.IsNaN(_widths[0]) ? double.NaN : _inside / (double)_errors.Count,
            _widths.Average(),
            _factors.Order().ElementAt(_factors.Count / 2));
    }
}
