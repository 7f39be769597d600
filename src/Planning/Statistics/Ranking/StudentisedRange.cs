using ActiveSeg.Planning.Statistics.Numerics;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;

namespace ActiveSeg.Planning.Statistics.Ranking;

/// <summary>Range of k independent standard normal variables: the studentised range with infinite degrees of freedom.</summary>
/// <remarks>
/// <para>Method: <c>P(range &lt;= q) = k Int phi(z) (Phi(z) - Phi(z - q))^(k-1) dz</c>, z being the largest, over -9 to 9 in
/// panels of 32-point Gauss-Legendre; the quantile is found by Brent's method. No table is used, so any k and level do.</para>
/// </remarks>
public static class StudentisedRange
{
    private const int Panels = 18;

    /// <summary>Probability that the range of <paramref name="groups"/> normal variables is at most <paramref name="q"/>.</summary>
    /// <param name="q">In standard deviations; below 0 gives 0.</param>
    /// <param name="groups">Range: at least 2.</param>
    public static double Cdf(double q, int groups)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 2);
        if (!(q > 0))
        {
            return 0;
        }

        var sum = 0.0;
        for (var panel = 0; panel < Panels; panel++)
        {
            sum += GaussLegendreRule.Integrate(
                z => Math.Exp(-z * z / 2) * Math.Pow(Between(z, q), groups - 1),
                panel - 9,
                panel - 8,
                32);
        }

        return Math.Clamp(groups * sum / Math.Sqrt(2 * Math.PI), 0, 1);
    }

    /// <summary>The q that is exceeded with probability <paramref name="significance"/>.</summary>
    /// <param name="significance">Range: inside (0, 1).</param>
    /// <param name="groups">Range: at least 2.</param>
    public static double UpperQuantile(double significance, int groups)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(significance, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(significance, 1);
        return Brent.FindRoot(q => Cdf(q, groups) - 1 + significance, 0, 18, 1e-10, 200);
    }

    // The mass of the standard normal between z - q and z, from the side where nothing cancels.
    private static double Between(double z, double q) =>
        z > q ? Tails.NormalAbove(z - q) - Tails.NormalAbove(z) : Tails.NormalAbove(-z) - Tails.NormalAbove(q - z);
}
