using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Clustering;

/// <summary>k-means++: each centre is a row drawn in proportion to its squared distance from those drawn before.</summary>
internal static class KMeansStart
{
    private const ulong SubsetPurpose = 0x53554253;
    private const ulong DrawPurpose = 0x4B4D5050;
    private const int SmallestSubset = 4096;

    /// <summary>Writes the centres, shape <c>[k * d]</c>.</summary>
    public static void Draw(
        RowTable rows, ReadOnlySpan<ulong> keys, ulong seed, int rowsPerCluster, Span<float> centres)
    {
        var width = rows.Width;
        var clusters = centres.Length / width;
        var subset = Subset(keys, seed, Math.Max(SmallestSubset, (long)clusters * rowsPerCluster));
        var chosen = new RowTable(rows.Choose(subset).ToMatrix(), width);
        var distances = new CentreDistances(chosen, chosen.Choose([]));
        var used = new bool[subset.Length];
        var stream = KeyedDraws.Stream(seed, DrawPurpose);
        for (var c = 0; c < clusters; c++)
        {
            var unit = KeyedDraws.Unit(stream, (ulong)c);
            var pick = c == 0 ? (int)(unit * subset.Length) : Next(distances.Squared, used, unit);
            used[pick] = true;
            chosen[pick].CopyTo(centres.Slice(c * width, width));
            distances.Add(chosen[pick]);
        }
    }

    private static int Next(float[] nearest, bool[] used, double unit)
    {
        var total = 0.0;
        foreach (var distance in nearest)
        {
            total += distance;
        }

        var (target, last) = (unit * total, Array.IndexOf(used, false));
        for (var i = 0; i < nearest.Length && total > 0; i++)
        {
            if (nearest[i] > 0)
            {
                last = i;
                target -= nearest[i];
                if (target <= 0)
                {
                    break;
                }
            }
        }

        return last;
    }

    /// <summary>Places of so many rows, drawn by key, rising; all where there are no more.</summary>
    public static int[] Subset(ReadOnlySpan<ulong> keys, ulong seed, long size)
    {
        var all = new int[keys.Length];
        var draws = new ulong[keys.Length];
        var stream = KeyedDraws.Stream(seed, SubsetPurpose);
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = i;
            draws[i] = KeyedDraws.Hash(stream, keys[i]);
        }

        if (keys.Length <= size)
        {
            return all;
        }

        Array.Sort(draws, all);
        Array.Resize(ref all, (int)size);
        Array.Sort(all);
        return all;
    }
}
