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
    private const int SpareForCaps = 4;

    /// <summary>The highest utilities; ties by stable key.</summary>
    /// <remarks>Cost: O(n) where the caps close few of the highest, else O(n log n).</remarks>
    public static ImmutableArray<Pick> Top(OpenScans open, double[] utilities, int count, Func<int, double, string> why)
    {
        var listed = open.Listed();
        var values = Array.ConvertAll(listed, scan => utilities[scan]);
        var picks = ImmutableArray.CreateBuilder<Pick>();
        var isWhole = false;
        for (var (at, ranked) = (0, Highest(values, SpareForCaps * (long)count, out isWhole)); picks.Count < count; at++)
        {
            if (!isWhole && at == ranked.Length)
            {
                ranked = Highest(values, values.Length, out isWhole);
            }

            if (at == ranked.Length)
            {
                break;
            }

            var scan = listed[ranked[at]];
            if (open.IsOpen(scan))
            {
                var last = at;
                while (last + 1 < ranked.Length && values[ranked[last + 1]] == utilities[scan])
                {
                    last++;
                }

                picks.Add(new Pick(scan, utilities[scan], why(scan, Math.Floor(100.0 * (listed.Length - last - 1) / listed.Length))));
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

    /// <summary>Places of the highest values, highest first, ties by place: about as many as wanted, but all or none of equal ones.</summary>
    private static int[] Highest(double[] values, long wanted, out bool isWhole)
    {
        var least = wanted < values.Length ? LeastOfHighest(values, (int)wanted) : double.NegativeInfinity;
        var places = new List<int>();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] >= least)
            {
                places.Add(i);
            }
        }

        isWhole = places.Count == values.Length;
        int[] ranked = [.. places];
        Array.Sort(ranked, (a, b) => values[a] == values[b] ? a.CompareTo(b) : values[b].CompareTo(values[a]));
        return ranked;
    }

    /// <summary>The least of so many highest values.</summary>
    private static double LeastOfHighest(double[] values, int count)
    {
        var queue = new PriorityQueue<double, double>(count + 1);
        foreach (var value in values)
        {
            if (queue.Count < count)
            {
                queue.Enqueue(value, value);
            }
            else if (count > 0 && value > queue.Peek())
            {
                queue.DequeueEnqueue(value, value);
            }
        }

        return queue.Count > 0 ? queue.Peek() : double.PositiveInfinity;
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
