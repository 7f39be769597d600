using System.Collections.Immutable;
using ActiveSeg.Planning.Curves;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace ActiveSeg.Planning.Forecasts;

/// <summary>Bayesian model average of a learning curve over five families.</summary>
/// <remarks>
/// <para>Model: value = curve + offset of the start set (fades with the gap, so that all start sets share the asymptote; sd .032 where
/// several are given) + retraining noise. Noise sd has a log-normal prior, tight around the given sd, wide around .007 otherwise. The sd of
/// the offset is taken from elsewhere, not learned from the sets.</para>
/// <para>Method: quadrature over shape and noise, the gap and the offsets integrated out exactly; then draws by systematic resampling.
/// Family weights are the evidences under equal prior probability.</para>
/// <para>One curve an estimate: strategies, structures and strata are asked about one at a time.</para>
/// <para>Deterministic for a seed; the order of the points does not matter. Cost: about 20 ms for 10 points and 2,000 draws.</para>
/// <para>Source: start-set and retraining sd from the run summaries of nnActive (TMLR 2025).</para>
/// </remarks>
public sealed class CurvePosterior
{
    private readonly ForecastOptions _options;
    private readonly double _startSd;
    private readonly int _distinct;

    private CurvePosterior(
        ForecastOptions options, ImmutableArray<CurveObservation> points, ImmutableArray<CurveDraw> draws, ImmutableArray<FamilyWeight> families,
        double startSd)
    {
        _options = options;
        _startSd = startSd;
        _distinct = points.Select(point => point.Labelled).Distinct().Count();
        Points = points;
        Draws = draws;
        Families = families;
        NonMonotone = Falls(points, Quantile([.. draws.Select(draw => draw.Noise)], 0.5));
    }

    /// <summary>The measured points, in order of labels.</summary>
    public ImmutableArray<CurveObservation> Points { get; }

    /// <summary>The posterior draws, equally weighted.</summary>
    public ImmutableArray<CurveDraw> Draws { get; }

    /// <summary>Posterior probability of each family.</summary>
    public ImmutableArray<FamilyWeight> Families { get; }

    /// <summary>Stretches where the curve fell by more than two standard deviations; empty when it did not.</summary>
    public ImmutableArray<NonMonotoneSegment> NonMonotone { get; }

    /// <summary>Estimates the posterior.</summary>
    /// <param name="observations">Measured points of one curve.</param>
    /// <param name="options">Seed, draws and agreement between raters. Default: all defaults.</param>
    /// <exception cref="ArgumentException">A point or an option is out of range.</exception>
    /// <exception cref="NotEstimableException">Fewer than five different label counts.</exception>
    public static CurvePosterior Estimate(IEnumerable<CurveObservation> observations, ForecastOptions? options = null)
    {
        options ??= new();
        if (options.Draws < 100 || options.InterRaterDice is <= 0 or > 1 || double.IsNaN(options.InterRaterDice ?? 0)
            || !(options.InterRaterSd >= 0) || !(options.HorizonRatio > 1))
        {
            throw new ArgumentException(
                "Draws are at least 100, inter-rater Dice lies in (0, 1], its sd is 0 or more, the horizon is beyond the points.", nameof(options));
        }

        var points = CurvePoints.Checked(observations);
        CurvePoints.Enough(points);
        var grid = new CurveGrid(points, options);
        var cells = grid.Cells();
        var most = cells.Max(cell => cell.LogWeight);
        var weights = cells.Select(cell => Math.Exp(cell.LogWeight - most)).ToArray();
        var total = weights.Sum();
        var families = CurveShapes.Averaged
            .Select(family => new FamilyWeight(family, cells.Select((cell, i) => cell.Shape.Family == family ? weights[i] : 0).Sum() / total))
            .ToImmutableArray();
        return new(options, points, Draw(cells, weights, total, points[0].Labelled, options), families, grid.StartSd);
    }

    /// <summary>Value that one new training with so many labels will show, with its 95 % interval.</summary>
    /// <remarks>
    /// <para>Where several start sets were measured, the training grows from a new one: its offset is in the interval besides the noise.</para>
    /// </remarks>
    /// <param name="labelled">Labelled scans. Range: at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public ValueForecast At(double labelled)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labelled, 1);
        var random = new Xoshiro256StarStar(_options.Seed + 1, false);
        var values = Draws.Select(draw => Math.Clamp(
            OfNewStartSet(draw.Curve, random).ValueAt(labelled) + Normal.Sample(random, 0, draw.Noise), 0, 1)).ToArray();
        Array.Sort(values);
        double median = Sorted(values, 0.5), factor = IntervalFactor(labelled);
        return new(
            labelled,
            median,
            Math.Max(0, median - (factor * (median - Sorted(values, 0.025)))),
            Math.Min(1, median + (factor * (Sorted(values, 0.975) - median))),
            factor);
    }

    /// <summary>Labels that a target needs.</summary>
    /// <remarks>
    /// <para>A draw can reach the target when its asymptote can and its draw of the inter-rater agreement does: a Dice above what raters
    /// agree on cannot be told from luck.</para>
    /// </remarks>
    /// <param name="target">Noiseless value to reach. Range: 0 to 1, ends excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is not between 0 and 1.</exception>
    public LabelsToTarget LabelsTo(double target)
    {
        if (!(target > 0 && target < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, "A target lies between 0 and 1.");
        }

        var horizon = Points[^1].Labelled * _options.HorizonRatio;
        var allowed = Draws.Where(draw => draw.Curve.Asymptote >= target && draw.Ceiling >= target).ToArray();
        var labels = allowed.Select(draw => draw.Curve.LabelsTo(target, horizon))
            .Concat(Enumerable.Repeat(double.PositiveInfinity, Draws.Length - allowed.Length)).Order().ToArray();
        double share = Draws.Length;
        return new(
            target, horizon, allowed.Length / share, labels.Count(double.IsFinite) / share,
            At(labels, 0.1), At(labels, 0.5), At(labels, 0.9));

        static double At(double[] sorted, double part) => sorted[(int)Math.Ceiling(part * sorted.Length) - 1];
    }

    /// <summary>What so many more labels are worth, on the curve of the average start set.</summary>
    /// <param name="added">Labels of the next round. Range: above 0.</param>
    /// <param name="from">Labels before it. Default: the most measured.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is not positive.</exception>
    public RoundGain Gain(double added, double? from = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(added);
        var start = from ?? Points[^1].Labelled;
        ArgumentOutOfRangeException.ThrowIfLessThan(start, 1, nameof(from));
        var gains = Draws.Select(draw => draw.Curve.ValueAt(start + added) - draw.Curve.ValueAt(start)).Order().ToArray();
        double median = Sorted(gains, 0.5), factor = IntervalFactor(start + added);
        return new(
            start, added, gains.Average(),
            Math.Max(0, median - (factor * (median - Sorted(gains, 0.025)))),
            median + (factor * (Sorted(gains, 0.975) - median)));
    }

    internal static double Quantile(double[] values, double part)
    {
        Array.Sort(values);
        return Sorted(values, part);
    }

    private static double Sorted(double[] sorted, double part)
    {
        var at = part * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    // With one start set no number is drawn: the calibration was made on such curves.
    private LearningCurve OfNewStartSet(LearningCurve average, Xoshiro256StarStar random) =>
        _startSd > 0 ? average with { Gap = average.Gap + Normal.Sample(random, 0, _startSd) } : average;

    private double IntervalFactor(double labelled) =>
        _options.Calibrated ? ConformalFactors.For(labelled / Points[^1].Labelled, _distinct) : 1;

    private static ImmutableArray<CurveDraw> Draw(
        List<CurveGrid.Cell> cells, double[] weights, double total, double reference, ForecastOptions options)
    {
        var random = new Xoshiro256StarStar(options.Seed, false);
        var draws = ImmutableArray.CreateBuilder<CurveDraw>(options.Draws);
        double offset = random.NextDouble(), sum = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            sum += weights[i];
            while (draws.Count < options.Draws && sum > total * (draws.Count + offset) / options.Draws)
            {
                draws.Add(Inside(cells[i], random, reference, options));
            }
        }

        while (draws.Count < options.Draws)
        {
            draws.Add(Inside(cells[^1], random, reference, options));
        }

        return draws.MoveToImmutable();
    }

    private static CurveDraw Inside(CurveGrid.Cell cell, Xoshiro256StarStar random, double reference, ForecastOptions options)
    {
        var asymptote = cell.Asymptote + ((random.NextDouble() - 0.5) * cell.Step);
        var mean = cell.Intercept + (cell.Slope * asymptote);
        var gap = Normal.Sample(random, mean, cell.GapSd);
        for (var retry = 0; gap < 0 && retry < 50; retry++)
        {
            gap = Normal.Sample(random, mean, cell.GapSd);
        }

        var ceiling = options.InterRaterDice is { } dice ? Normal.Sample(random, dice, options.InterRaterSd) : 1;
        var curve = new LearningCurve(cell.Shape.Family, asymptote, Math.Max(gap, 0), cell.Shape.P, cell.Shape.Q, reference);
        return new(curve, cell.Sigma, ceiling);
    }

    private static ImmutableArray<NonMonotoneSegment> Falls(ImmutableArray<CurveObservation> points, double noise)
    {
        var segments = ImmutableArray.CreateBuilder<NonMonotoneSegment>();
        foreach (var set in points.GroupBy(point => point.StartSet).OrderBy(group => group.Key))
        {
            var means = set.GroupBy(point => point.Labelled).Select(group => (
                N: group.Key,
                Mean: group.Average(point => point.Value),
                Variance: group.Average(point => Math.Pow(point.RetrainSd is > 0 and { } sd ? sd : noise, 2)) / group.Sum(point => point.Repeats))).ToArray();
            for (var i = 1; i < means.Length; i++)
            {
                var drop = means[i - 1].Mean - means[i].Mean;
                var z = drop / Math.Sqrt(means[i - 1].Variance + means[i].Variance);
                if (z > 2)
                {
                    segments.Add(new(means[i - 1].N, means[i].N, drop, z));
                }
            }
        }

        return segments.ToImmutable();
    }
}
