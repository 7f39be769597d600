namespace ActiveSeg.Nets.Calibration;

/// <summary>Ranks of numbers.</summary>
internal static class Ranks
{
    /// <summary>From 1, equal numbers sharing the mean of their ranks. Cost: O(n log n).</summary>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var (sorted, order) = (values.ToArray(), Enumerable.Range(0, values.Length).ToArray());
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from];)
            {
                to++;
            }

            for (var i = from; i < to; i++)
            {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
        }

        return ranks;
    }

    /// <exception cref="ArgumentException">The lengths differ, or a value is not finite.</exception>
    public static void RequireFinitePairs(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        RequireFinite(first, second.Length);
        RequireFinite(second, first.Length);
    }

    /// <exception cref="ArgumentException">The length differs, or a value is not finite.</exception>
    public static void RequireFinite(ReadOnlySpan<double> values, int length)
    {
        if (values.Length != length)
        {
            throw new ArgumentException($"{values.Length} values, not {length}", nameof(values));
        }

        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException("a value is not finite", nameof(values));
            }
        }
    }
}
