using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace ActiveSeg.Planning.Curves;

/// <summary>The usual prediction interval of one least-squares curve: what a forecast from a single family looks like, to compare with.</summary>
/// <remarks>
/// <para>Delta method: residual variance times one plus the leverage of the new point, with Student's t of points minus parameters degrees of
/// freedom. Doubt about the family itself is not in it.</para>
/// <para>Source: Bates and Watts, Nonlinear Regression Analysis, 1988, section 2.3.</para>
/// </remarks>
public static class FitInterval
{
    /// <summary>Value that one new training with so many labels will show, with its 95 % interval, cut to 0 and 1.</summary>
    /// <param name="fit">A fit of <see cref="CurveFamily.Pow3"/> or <see cref="CurveFamily.Exp3"/>.</param>
    /// <param name="observations">The points it was fitted to, equally weighted.</param>
    /// <param name="labelled">Labelled scans, above 0.</param>
    /// <exception cref="ArgumentException">The family has another number of shape numbers, or three points or fewer were given.</exception>
    public static (double Value, double Low, double High) At(
        LearningCurve fit, IReadOnlyCollection<CurveObservation> observations, double labelled)
    {
        ArgumentNullException.ThrowIfNull(observations);
        if (fit.Family is not (CurveFamily.Pow3 or CurveFamily.Exp3) || observations.Count <= 3)
        {
            throw new ArgumentException("The interval is that of a family with one shape number, from more than three points.", nameof(fit));
        }

        var slopes = Matrix<double>.Build.DenseOfRows(observations.Select(point => Gradient(fit, point.Labelled)));
        var variance = observations.Sum(point => Math.Pow(point.Value - fit.ValueAt(point.Labelled), 2)) / (observations.Count - 3);
        var there = Vector<double>.Build.DenseOfArray(Gradient(fit, labelled));
        var leverage = there * (slopes.TransposeThisAndMultiply(slopes).PseudoInverse() * there);
        var half = StudentT.InvCDF(0, 1, observations.Count - 3, 0.975) * Math.Sqrt(variance * (1 + Math.Max(leverage, 0)));
        var value = fit.ValueAt(labelled);
        return (value, Math.Clamp(value - half, 0, 1), Math.Clamp(value + half, 0, 1));
    }

    // By asymptote, gap and logarithm of the shape number.
    private static double[] Gradient(LearningCurve fit, double labelled)
    {
        const double Step = 1e-5;
        var up = fit with { P = fit.P * Math.Exp(Step) };
        var down = fit with { P = fit.P * Math.Exp(-Step) };
        return
        [
            1,
            (fit with { Asymptote = 0, Gap = 1 }).ValueAt(labelled),
            (up.ValueAt(labelled) - down.ValueAt(labelled)) / (2 * Step),
        ];
    }
}
