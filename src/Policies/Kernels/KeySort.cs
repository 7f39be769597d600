using System.Numerics;

namespace ActiveSeg.Policies.Kernels;

/// <summary>Sorts keys that are mostly spread evenly, as hashes are: into buckets by their leading bits, then each bucket.</summary>
/// <remarks>
/// <para>Cost: O(n) where the keys are spread, O(n log n) where they crowd; 24 n bytes while it works.</para>
/// </remarks>
internal static class KeySort
{
    private const int WorthBuckets = 1024;
    private const int MostBits = 16;
    private const int RowsPerBucket = 8;
    private const int SmallBucket = 24;

    /// <summary>The keys, rising, and where each came from; equal keys in any order.</summary>
    public static (ulong[] Sorted, int[] Order) Of(ReadOnlySpan<ulong> keys)
    {
        var (sorted, order) = (new ulong[keys.Length], new int[keys.Length]);
        if (keys.Length < WorthBuckets)
        {
            keys.CopyTo(sorted);
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            Array.Sort(sorted, order);
            return (sorted, order);
        }

        var bits = Math.Min(BitOperations.Log2((uint)(keys.Length / RowsPerBucket)), MostBits);
        var shift = Math.Max(64 - BitOperations.LeadingZeroCount(Largest(keys)) - bits, 0);
        var starts = Starts(keys, shift, bits);
        var ends = starts.AsSpan(1).ToArray();
        var next = starts.AsSpan(0, ends.Length).ToArray();
        for (var i = 0; i < keys.Length; i++)
        {
            var at = next[keys[i] >> shift]++;
            (sorted[at], order[at]) = (keys[i], i);
        }

        RowChunks.For(ends.Length, (from, count) =>
        {
            for (var bucket = from; bucket < from + count; bucket++)
            {
                Sort(sorted, order, starts[bucket], ends[bucket]);
            }
        });
        return (sorted, order);
    }

    private static ulong Largest(ReadOnlySpan<ulong> keys)
    {
        var largest = 0UL;
        foreach (var key in keys)
        {
            largest = Math.Max(largest, key);
        }

        return largest;
    }

    // First place of each bucket, and the end of the last.
    private static int[] Starts(ReadOnlySpan<ulong> keys, int shift, int bits)
    {
        var starts = new int[(1 << bits) + 1];
        foreach (var key in keys)
        {
            starts[(key >> shift) + 1]++;
        }

        for (var bucket = 1; bucket < starts.Length; bucket++)
        {
            starts[bucket] += starts[bucket - 1];
        }

        return starts;
    }

    private static void Sort(ulong[] keys, int[] order, int from, int to)
    {
        if (to - from > SmallBucket)
        {
            Array.Sort(keys, order, from, to - from);
            return;
        }

        for (var i = from + 1; i < to; i++)
        {
            var (key, place, at) = (keys[i], order[i], i);
            for (; at > from && keys[at - 1] > key; at--)
            {
                (keys[at], order[at]) = (keys[at - 1], order[at - 1]);
            }

            (keys[at], order[at]) = (key, place);
        }
    }
}
