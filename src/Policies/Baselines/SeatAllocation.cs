namespace ActiveSeg.Policies.Baselines;

/// <summary>Shares whole seats in proportion to weights by the largest remainder (Hamilton's method).</summary>
public static class SeatAllocation
{
    private const double Rounding = 1e-9;

    /// <summary>Seats per group, summing to the smaller of <paramref name="seats"/> and the total capacity.</summary>
    /// <param name="weights">Shape <c>[h]</c>; finite, at least 0. All zero means equal weights.</param>
    /// <param name="seats">Seats to share. Range: at least 0.</param>
    /// <param name="capacities">Shape <c>[h]</c>; most seats of each group. A group over its capacity is filled and
    /// the rest shared again among the others.</param>
    /// <param name="ties">Shape <c>[h]</c>; of equal remainders the smaller number wins.</param>
    /// <exception cref="ArgumentException">The shapes disagree, or a weight is negative or not finite.</exception>
    public static int[] LargestRemainder(
        ReadOnlySpan<double> weights, int seats, ReadOnlySpan<int> capacities, ReadOnlySpan<ulong> ties)
    {
        if (weights.Length != capacities.Length || weights.Length != ties.Length)
        {
            throw new ArgumentException("weights, capacities and ties differ in length", nameof(weights));
        }

        foreach (var weight in weights)
        {
            if (!double.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException($"weight {weight} is negative or not finite", nameof(weights));
            }
        }

        var given = new int[weights.Length];
        var full = new bool[weights.Length];
        var left = seats;
        while (true)
        {
            var shares = Shares(weights, full, left);
            var filled = false;
            var before = left;
            for (var h = 0; h < given.Length; h++)
            {
                if (!full[h] && shares[h] >= capacities[h] - Rounding)
                {
                    (given[h], full[h], filled) = (capacities[h], true, true);
                    before -= capacities[h];
                }
            }

            if (!filled)
            {
                Round(shares, full, left, ties, given);
                return given;
            }

            left = before;
        }
    }

    private static double[] Shares(ReadOnlySpan<double> weights, bool[] full, int left)
    {
        var (total, groups) = (0.0, 0);
        for (var h = 0; h < weights.Length; h++)
        {
            total += full[h] ? 0 : weights[h];
            groups += full[h] ? 0 : 1;
        }

        var shares = new double[weights.Length];
        for (var h = 0; h < shares.Length; h++)
        {
            shares[h] = full[h] ? 0 : total > 0 ? left * weights[h] / total : (double)left / groups;
        }

        return shares;
    }

    private static void Round(double[] shares, bool[] full, int left, ReadOnlySpan<ulong> ties, int[] given)
    {
        var order = new List<(double Remainder, ulong Tie, int Group)>();
        for (var h = 0; h < shares.Length; h++)
        {
            if (!full[h])
            {
                given[h] = (int)Math.Floor(shares[h] + Rounding);
                left -= given[h];
                order.Add((Math.Round(shares[h] - given[h], 9), ties[h], h));
            }
        }

        order.Sort((a, b) => a.Remainder != b.Remainder
            ? b.Remainder.CompareTo(a.Remainder)
            : a.Tie.CompareTo(b.Tie));
        for (var at = 0; at < order.Count && left > 0; at++, left--)
        {
            given[order[at].Group]++;
        }
    }
}
