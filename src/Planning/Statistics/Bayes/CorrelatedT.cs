using ActiveSeg.Planning.Statistics.Numerics;

namespace ActiveSeg.Planning.Statistics.Bayes;

/// <summary>Bayesian t test of a mean difference with a region of practical equivalence, for one dataset.</summary>
/// <remarks>
/// <para>The mean's posterior is Student's with n - 1 degrees of freedom, centre the sample mean and squared scale <c>(1 / n + r / (1 - r)) sd^2</c>.</para>
/// <para>Source: Corani and Benavoli, Machine Learning 2015.</para>
/// </remarks>
public static class CorrelatedT
{
    /// <summary>Chances of the three verdicts.</summary>
    /// <param name="differences">Policy less baseline; at least two.</param>
    /// <param name="region">Half the width of the region around 0. Range: 0 or more. Default: .005, half a Dice point.</param>
    /// <param name="correlation">Between pairs: test share for cross-validation folds, 0 for seeds. Range: 0 to below 1. Default: 0.</param>
    /// <exception cref="NotEstimableException">There are fewer than two pairs.</exception>
    public static EquivalenceChances Of(ReadOnlySpan<double> differences, double region = 0.005, double correlation = 0)
    {
        Moments.Check(differences, 2, "a Bayesian t test");
        ArgumentOutOfRangeException.ThrowIfNegative(region);
        ArgumentOutOfRangeException.ThrowIfNegative(correlation);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(correlation, 1);
        var n = differences.Length;
        var mean = Moments.Mean(differences);
        var scale = Moments.StandardDeviation(differences) * Math.Sqrt((1.0 / n) + (correlation / (1 - correlation)));
        var worse = Above(mean + region, scale, n - 1);
        var better = Above(region - mean, scale, n - 1);
        return new EquivalenceChances(worse, Math.Max(0, 1 - worse - better), better);
    }

    private static double Above(double gap, double scale, double freedom) =>
        scale > 0 ? Tails.StudentAbove(gap / scale, freedom) : gap < 0 ? 1 : 0;
}
