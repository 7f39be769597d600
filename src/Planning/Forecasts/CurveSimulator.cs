using System.Collections.Immutable;
using ActiveSeg.Planning.Curves;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace ActiveSeg.Planning.Forecasts;

/// <summary>Dice-like learning curves of four families, for calibration and evaluation.</summary>
/// <remarks>
/// <para>Families in equal parts: Pow3, Exp3, Wbl4, Mmf4. Asymptote uniform in .82 to .95; gap at 10 labels uniform in .12 to .45.</para>
/// <para>Shapes: power exponent uniform .3 to 1; exponential scale log-uniform 12 to 80 labels; Weibull scale the same with exponent
/// .55 to 1.1; MMF half-gap count log-uniform 10 to 80 with exponent .8 to 1.6. Retraining noise Gaussian, its sd not told to the fit.</para>
/// <para>Deterministic for a seed.</para>
/// </remarks>
public static class CurveSimulator
{
    private static readonly CurveFamily[] Families = [CurveFamily.Pow3, CurveFamily.Exp3, CurveFamily.Wbl4, CurveFamily.Mmf4];

    /// <summary>Simulates curves.</summary>
    /// <param name="count">Curves.</param>
    /// <param name="noise">Sd of one retraining, such as .0045 or .010.</param>
    /// <param name="labelled">Label counts to measure at.</param>
    /// <param name="seed">Seed of families, shapes and noise.</param>
    public static ImmutableArray<HeldOutCurve> Curves(int count, double noise, IReadOnlyList<double> labelled, int seed)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        ArgumentOutOfRangeException.ThrowIfNegative(noise);
        var random = new Xoshiro256StarStar(seed, false);
        return [.. Enumerable.Range(0, count).Select(i => One(i, noise, labelled, random))];
    }

    /// <summary>Simulates curves of another kind, to see what is left of the promises: no family describes them and their noise is uneven.</summary>
    /// <remarks>
    /// <para>The mean of two curves of different families, as of two structures that are learned at different speeds; sd of the noise
    /// falls from twice the given one at the fewest labels towards it. There is no truth in closed form.</para>
    /// </remarks>
    /// <param name="count">Curves.</param>
    /// <param name="noise">Sd of one retraining with many labels.</param>
    /// <param name="labelled">Label counts to measure at, the fewest first.</param>
    /// <param name="seed">Seed of families, shapes and noise.</param>
    public static ImmutableArray<HeldOutCurve> Mixed(int count, double noise, IReadOnlyList<double> labelled, int seed)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        ArgumentOutOfRangeException.ThrowIfNegative(noise);
        var random = new Xoshiro256StarStar(seed, false);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var (one, two) = (One(i, 0, labelled, random), One(i + 1 + (i / 4 % 3), 0, labelled, random));
            return new HeldOutCurve($"mean of {one.Name} and {two.Name}", [.. one.Points.Zip(two.Points, (a, b) => a with
            {
                Value = Math.Clamp(((a.Value + b.Value) / 2) + Normal.Sample(random, 0, noise * (1 + (labelled[0] / a.Labelled))), 0, 1),
            })]);
        })];
    }

    private static HeldOutCurve One(int index, double noise, IReadOnlyList<double> labelled, Xoshiro256StarStar random)
    {
        var family = Families[index % Families.Length];
        double asymptote = Uniform(0.82, 0.95), gap = Uniform(0.12, 0.45);
        var (p, q) = family switch
        {
            CurveFamily.Pow3 => (Uniform(0.3, 1), 0.0),
            CurveFamily.Exp3 => (LogUniform(12, 80), 0.0),
            CurveFamily.Wbl4 => (LogUniform(12, 80), Uniform(0.55, 1.1)),
            _ => (LogUniform(10, 80), Uniform(0.8, 1.6)),
        };
        var curve = new LearningCurve(family, asymptote, gap, p, q, 10);
        return new(
            $"{family} {index}",
            [.. labelled.Select(n => new CurveObservation(n, Math.Clamp(curve.ValueAt(n) + Normal.Sample(random, 0, noise), 0, 1)))],
            curve);

        double Uniform(double low, double high) => low + (random.NextDouble() * (high - low));
        double LogUniform(double low, double high) => low * Math.Pow(high / low, random.NextDouble());
    }
}
