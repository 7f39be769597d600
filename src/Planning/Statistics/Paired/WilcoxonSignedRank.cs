using ActiveSeg.Planning.Statistics.Numerics;

namespace ActiveSeg.Planning.Statistics.Paired;

/// <summary>Wilcoxon's test that paired differences are symmetric about 0.</summary>
/// <remarks>
/// <para>Exact for up to 50 differences other than 0: the distribution of the rank sum over all signs, given the ranks. Ranks shared by
/// equal sizes are doubled to whole numbers, so that ties and Pratt's zeros need no approximation. Beyond, the normal
/// approximation with variance <c>sum of squared ranks / 4</c>, which holds the tie correction, and no continuity correction.</para>
/// <para>Differences tie only where their sizes are equal bit by bit: round values that were read from text first.</para>
/// <para>Source: Wilcoxon, Biometrics Bulletin 1945; Pratt, JASA 1959.</para>
/// </remarks>
public static class WilcoxonSignedRank
{
    /// <summary>Tests paired differences.</summary>
    /// <param name="differences">One a pair.</param>
    /// <param name="zeros">Default: discarded.</param>
    /// <param name="alternative">Default: two-sided; the exact two-sided p-value is twice the smaller tail.</param>
    /// <param name="exactUpTo">Most non-zero differences for which the whole distribution is used. Default: 50.</param>
    /// <returns>The sum of the ranks of positive differences as statistic. Nothing but zeros: statistic 0, p 1.</returns>
    /// <exception cref="NotEstimableException">There is no pair.</exception>
    /// <exception cref="ArgumentException">A difference is not finite.</exception>
    public static TestOutcome Test(
        ReadOnlySpan<double> differences,
        ZeroDifferences zeros = ZeroDifferences.Discarded,
        Alternative alternative = Alternative.TwoSided,
        int exactUpTo = 50)
    {
        Moments.Check(differences, 1, "a signed-rank test");
        var (ranks, positive) = SignedRanks(differences, zeros);
        if (ranks.Length == 0)
        {
            return new TestOutcome(0, 1, 0, true);
        }

        var isExact = ranks.Length <= exactUpTo;
        var (above, below) = isExact ? ExactTails(ranks, positive) : NormalTails(ranks, positive);
        var p = alternative switch
        {
            Alternative.TwoSided => Math.Min(1, 2 * Math.Min(above, below)),
            Alternative.Greater => above,
            Alternative.Less => below,
            _ => throw new ArgumentOutOfRangeException(nameof(alternative), alternative, "no such alternative"),
        };
        return new TestOutcome(positive, p, ranks.Length, isExact);
    }

    /// <summary>Ranks of the sizes of the non-zero differences, and the sum of those of positive ones.</summary>
    internal static (double[] Ranks, double Positive) SignedRanks(ReadOnlySpan<double> differences, ZeroDifferences zeros)
    {
        var ranked = new List<double>();
        foreach (var difference in differences)
        {
            if (difference != 0 || zeros == ZeroDifferences.RankedFirst)
            {
                ranked.Add(difference);
            }
        }

        var ranks = Ranks.Average(ranked.Select(Math.Abs).ToArray());
        return (
            [.. ranks.Where((_, i) => ranked[i] != 0)],
            ranks.Where((_, i) => ranked[i] > 0).Sum());
    }

    private static (double Above, double Below) ExactTails(double[] ranks, double positive)
    {
        var doubled = ranks.Select(rank => (int)Math.Round(2 * rank)).ToArray();
        var chance = new double[doubled.Sum() + 1];
        chance[0] = 1;
        var top = 0;
        foreach (var rank in doubled)
        {
            top += rank;
            for (var sum = top; sum >= 0; sum--)
            {
                chance[sum] = (chance[sum] + (sum >= rank ? chance[sum - rank] : 0)) / 2;
            }
        }

        var observed = (int)Math.Round(2 * positive);
        return (chance[observed..].Sum(), chance[..(observed + 1)].Sum());
    }

    private static (double Above, double Below) NormalTails(double[] ranks, double positive)
    {
        var z = (positive - (ranks.Sum() / 2)) / Math.Sqrt(ranks.Sum(rank => rank * rank) / 4);
        return (Tails.NormalAbove(z), Tails.NormalAbove(-z));
    }
}
