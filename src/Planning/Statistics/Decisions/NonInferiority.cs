using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Paired;

namespace ActiveSeg.Planning.Statistics.Decisions;

/// <summary>"Never worse" as far as it can be tested: not worse on average by more than a margin, and how often a single run is.</summary>
/// <remarks>
/// <para>The bound is Student's: <c>mean - t(level, n - 1) sd / sqrt(n)</c>.</para>
/// </remarks>
public static class NonInferiority
{
    /// <summary>Tests paired differences.</summary>
    /// <param name="differences">Policy less baseline, one a pair; at least two.</param>
    /// <param name="margin">Range: above 0. In the unit of the values: .005 is half a Dice point.</param>
    /// <param name="level">Of the one-sided bound, and of the share's two-sided interval. Default: .95.</param>
    /// <exception cref="NotEstimableException">There are fewer than two pairs.</exception>
    /// <exception cref="ArgumentException">A difference is not finite, or the margin is not above 0.</exception>
    public static NonInferiorityOutcome Test(ReadOnlySpan<double> differences, double margin, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(margin, 0);
        var bound = PairedT.IntervalOfMean(differences, (2 * level) - 1);
        var below = 0;
        foreach (var difference in differences)
        {
            below += difference < -margin ? 1 : 0;
        }

        return new NonInferiorityOutcome(
            Moments.Mean(differences),
            bound.Lower,
            margin,
            PairedT.Test(differences, Alternative.Greater, -margin).PValue,
            bound.Lower > -margin,
            below,
            ClopperPearson.Of(below, differences.Length, level));
    }
}
