using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Clustering;

/// <summary>How central a row is among its own: one over its mean distance to its nearest neighbours.</summary>
/// <remarks>
/// <para>Units: 1 / embedding units; a row without neighbours has 0.</para>
/// <para>Source: Hacohen, Dekel and Weinshall, ICML 2022, equation 4; min(20, size / 2) neighbours as in the authors' code.</para>
/// </remarks>
internal static class Typicality
{
    /// <summary>A cluster with more members is ranked on a keyed sample of this many; the rest follow with 0.</summary>
    public const int LargestExact = 2048;

    private const int MostNeighbours = 20;
    private const double SmallestDistance = 1e-9;
    private const ulong Purpose = 0x54595049;

    /// <summary>Members, given in rising order, by falling typicality; ties by stable key.</summary>
    public static List<(int Row, double Typicality)> Rank(KeyedRows rows, IReadOnlyList<int> members, ulong seed)
    {
        var sample = Sample(rows, members, seed);
        var width = rows.Width;
        var block = new float[sample.Length * width];
        for (var i = 0; i < sample.Length; i++)
        {
            rows.Row(sample[i]).CopyTo(block.AsSpan(i * width, width));
        }

        var distances = new float[sample.Length];
        var neighbours = Math.Max(Math.Min(MostNeighbours, sample.Length / 2), 1);
        var ranked = new List<(int Row, double Typicality)>(members.Count);
        for (var i = 0; i < sample.Length; i++)
        {
            SquaredDistances.ToAll(rows.Row(sample[i]), block, distances);
            distances[i] = float.PositiveInfinity;
            ranked.Add((sample[i], sample.Length == 1 ? 0 : Of(distances, neighbours)));
        }

        ranked = [.. ranked.OrderByDescending(entry => entry.Typicality)];
        if (sample.Length < members.Count)
        {
            var chosen = sample.ToHashSet();
            ranked.AddRange(members.Where(row => !chosen.Contains(row)).Select(row => (row, 0.0)));
        }

        return ranked;
    }

    private static double Of(float[] squared, int neighbours)
    {
        Span<float> nearest = stackalloc float[MostNeighbours];
        nearest = nearest[..neighbours];
        nearest.Fill(float.PositiveInfinity);
        foreach (var distance in squared)
        {
            var at = neighbours - 1;
            if (!(distance < nearest[at]))
            {
                continue;
            }

            for (; at > 0 && nearest[at - 1] > distance; at--)
            {
                nearest[at] = nearest[at - 1];
            }

            nearest[at] = distance;
        }

        var total = 0.0;
        foreach (var distance in nearest)
        {
            total += Math.Sqrt(distance);
        }

        return 1 / Math.Max(total / neighbours, SmallestDistance);
    }

    private static int[] Sample(KeyedRows rows, IReadOnlyList<int> members, ulong seed)
    {
        var all = members.ToArray();
        if (all.Length <= LargestExact)
        {
            return all;
        }

        var stream = KeyedDraws.Stream(seed, Purpose);
        var draws = Array.ConvertAll(all, row => KeyedDraws.Hash(stream, rows.Keys[row]));
        Array.Sort(draws, all);
        Array.Resize(ref all, LargestExact);
        Array.Sort(all);
        return all;
    }
}
