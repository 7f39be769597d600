using ActiveSeg.Planning.Statistics.Numerics;

namespace ActiveSeg.Planning.Statistics.Paired;

/// <summary>How large paired differences are.</summary>
/// <param name="MeanDifference">In the unit of the values.</param>
/// <param name="CohenDz">Mean over standard deviation of the differences. Infinite where they are all alike and not 0.</param>
/// <param name="RankBiserial">Matched pairs: share of the rank sum that is positive less the share that is negative, zeros left out (Kerby
/// 2014). Range: -1 to 1; 0 where all are 0.</param>
/// <param name="ProbabilityOfSuperiority">Share of pairs that are positive, plus half of those that are 0. Range: 0 to 1.</param>
public sealed record EffectSizes(double MeanDifference, double CohenDz, double RankBiserial, double ProbabilityOfSuperiority)
{
    /// <summary>All four of some differences.</summary>
    /// <param name="differences">One a pair; at least two.</param>
    /// <exception cref="NotEstimableException">There are fewer than two pairs.</exception>
    /// <exception cref="ArgumentException">A difference is not finite.</exception>
    public static EffectSizes Of(ReadOnlySpan<double> differences)
    {
        Moments.Check(differences, 2, "an effect size");
        var (mean, deviation) = (Moments.Mean(differences), Moments.StandardDeviation(differences));
        var (ranks, positive) = WilcoxonSignedRank.SignedRanks(differences, ZeroDifferences.Discarded);
        var (wins, ties) = (0, 0);
        foreach (var difference in differences)
        {
            wins += difference > 0 ? 1 : 0;
            ties += difference == 0 ? 1 : 0;
        }

        return new EffectSizes(
            mean,
            deviation > 0 ? mean / deviation : mean == 0 ? 0 : Math.CopySign(double.PositiveInfinity, mean),
            ranks.Length == 0 ? 0 : (2 * positive / ranks.Sum()) - 1,
            (wins + (ties / 2.0)) / differences.Length);
    }
}
