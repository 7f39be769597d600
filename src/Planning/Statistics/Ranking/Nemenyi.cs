using System.Collections.Immutable;

namespace ActiveSeg.Planning.Statistics.Ranking;

/// <summary>Nemenyi's comparison of all policies with all after Friedman's test.</summary>
/// <remarks>
/// <para>Source: Nemenyi 1963; Demsar, JMLR 2006: <c>CD = q sqrt(k (k + 1) / (6 N))</c>, q the studentised range over sqrt 2.</para>
/// </remarks>
public static class Nemenyi
{
    /// <summary>Average ranks that differ by more are significantly different.</summary>
    /// <param name="policies">k. Range: at least 2.</param>
    /// <param name="datasets">N. Range: at least 2.</param>
    /// <param name="significance">Default: .05.</param>
    public static double CriticalDifference(int policies, int datasets, double significance = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(datasets, 2);
        return StudentisedRange.UpperQuantile(significance, policies) / Math.Sqrt(2)
            * Math.Sqrt(policies * (policies + 1.0) / (6.0 * datasets));
    }

    /// <summary>The bars of a critical-difference diagram: largest runs of policies that cannot be told apart.</summary>
    /// <param name="averageRanks">One a policy.</param>
    /// <param name="criticalDifference">From <see cref="CriticalDifference"/>.</param>
    /// <returns>Policies by number, best first, two or more in each run; no run lies within another.</returns>
    public static ImmutableArray<ImmutableArray<int>> Groups(ImmutableArray<double> averageRanks, double criticalDifference)
    {
        var order = Enumerable.Range(0, averageRanks.Length).OrderBy(i => averageRanks[i]).ToImmutableArray();
        var groups = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        var covered = 0;
        for (var from = 0; from < order.Length; from++)
        {
            var end = from + 1;
            while (end < order.Length && averageRanks[order[end]] - averageRanks[order[from]] <= criticalDifference)
            {
                end++;
            }

            if (end - from > 1 && end > covered)
            {
                groups.Add(order[from..end]);
                covered = end;
            }
        }

        return groups.ToImmutable();
    }
}
