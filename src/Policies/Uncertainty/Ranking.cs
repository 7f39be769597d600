using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Uncertainty;

/// <summary>Takes scans by their utility: the highest, or drawn with weights.</summary>
/// <remarks>
/// <para>Shapes: <c>utilities[n]</c> and <c>logWeights[n]</c> by pool row; only those of open scans are looked at.</para>
/// <para>A reason is asked for with the scan and with the percentage of the open scans whose utility is lower.</para>
/// </remarks>
internal static class Ranking
{
    /// <summary>The highest utilities; ties by stable key.</summary>
    /// <remarks>Cost: O(n log n).</remarks>
    public static ImmutableArray<Pick> Top(OpenScans open, double[] utilities, int count, Func<int, double, string> why)
    {
        var listed = open.Listed();
        var sorted = Sorted(listed, utilities);
        var picks = ImmutableArray.CreateBuilder<Pick>();
        foreach (var scan in listed.OrderByDescending(scan => utilities[scan]))
        {
            if (picks.Count == count)
            {
                break;
            }

            if (open.IsOpen(scan))
            {
                picks.Add(new Pick(scan, utilities[scan], why(scan, Below(sorted, utilities[scan]))));
                open.Take(scan);
            }
        }

        return picks.ToImmutable();
    }

    /// <summary>Scans drawn one after another without replacement, each with its weight's share of the weights still open.</summary>
    /// <remarks>
    /// <para>Caps only ever close scans, and what is left of a Plackett-Luce order is one too, so the logged chance is exact.</para>
    /// <para>Cost: O(n log n + b n).</para>
    /// </remarks>
    public static ImmutableArray<Pick> Draw(
        PoolColumns pool, OpenScans open, double[] utilities, double[] logWeights, int count, ulong stream, Func<int, double, string> why)
    {
        var listed = open.Listed();
        var sorted = Sorted(listed, utilities);
        var noise = listed.ToDictionary(scan => scan, scan => KeyedDraws.Gumbel(stream, pool.StableKeys[scan]));
        var ranked = listed
            .OrderByDescending(scan => logWeights[scan] + noise[scan])
            .ThenByDescending(scan => noise[scan])
            .ToArray();
        var picks = ImmutableArray.CreateBuilder<Pick>();
        for (var at = 0; at < ranked.Length && picks.Count < count; at++)
        {
            var scan = ranked[at];
            if (open.IsOpen(scan))
            {
                var chance = Chance(ranked, at, logWeights, open);
                picks.Add(new Pick(scan, utilities[scan], why(scan, Below(sorted, utilities[scan])), chance));
                open.Take(scan);
            }
        }

        return picks.ToImmutable();
    }

    /// <summary>Logarithms of the rule's weights, by pool row; those of closed scans mean nothing.</summary>
    /// <exception cref="ArgumentException">A power of a negative utility is asked for; names the column.</exception>
    public static double[] LogWeights(SamplingRule rule, double beta, OpenScans open, double[] utilities, string column)
    {
        var weights = new double[utilities.Length];
        var listed = open.Listed();
        if (rule == SamplingRule.SoftRank)
        {
            Array.Sort(listed, (a, b) => utilities[b].CompareTo(utilities[a]));
        }

        for (var at = 0; at < listed.Length; at++)
        {
            var (scan, value) = (listed[at], utilities[listed[at]]);
            if (rule == SamplingRule.Power && value < 0)
            {
                throw new ArgumentException($"power noise needs values of at least 0, and one is {value}", column);
            }

            if (rule == SamplingRule.SoftRank)
            {
                at = Shared(listed, utilities, at, beta, weights);
                continue;
            }

            weights[scan] = beta * (rule == SamplingRule.Power ? Math.Log(value) : value);
        }

        return weights;
    }

    /// <summary>Gives all scans that equal the one at <paramref name="at"/> their mean rank; returns the last of them.</summary>
    private static int Shared(int[] ranked, double[] utilities, int at, double beta, double[] weights)
    {
        var last = at;
        while (last + 1 < ranked.Length && utilities[ranked[last + 1]] == utilities[ranked[at]])
        {
            last++;
        }

        for (var i = at; i <= last; i++)
        {
            weights[ranked[i]] = -beta * Math.Log(1 + ((at + last) / 2.0));
        }

        return last;
    }

    /// <summary>Chance that the next pick among the open scans from <paramref name="at"/> on is the one at it.</summary>
    private static double Chance(int[] ranked, int at, double[] logWeights, OpenScans open)
    {
        var (largest, left) = (double.NegativeInfinity, 0);
        for (var i = at; i < ranked.Length; i++)
        {
            if (open.IsOpen(ranked[i]))
            {
                largest = Math.Max(largest, logWeights[ranked[i]]);
                left++;
            }
        }

        if (double.IsNegativeInfinity(largest))
        {
            return 1.0 / left;
        }

        var total = 0.0;
        for (var i = at; i < ranked.Length; i++)
        {
            total += open.IsOpen(ranked[i]) ? Math.Exp(logWeights[ranked[i]] - largest) : 0;
        }

        return Math.Exp(logWeights[ranked[at]] - largest) / total;
    }

    private static double[] Sorted(int[] listed, double[] utilities)
    {
        var sorted = Array.ConvertAll(listed, scan => utilities[scan]);
        Array.Sort(sorted);
        return sorted;
    }

    private static double Below(double[] sorted, double value)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = sorted[middle] < value ? (middle + 1, to) : (from, middle);
        }

        return Math.Floor(100.0 * from / sorted.Length);
    }
}
