using System.Numerics;

namespace ActiveSeg.Policies.Kernels;

/// <summary>Least, greatest and first-of-a-kind in a row of numbers.</summary>
internal static class Extremes
{
    /// <summary>Turns products into squared distances, <c>norm + norms - 2 products</c>, not below 0; gives the least.</summary>
    /// <param name="products">Shape <c>[k]</c>; overwritten.</param>
    /// <param name="norms">Shape <c>[k]</c>, squared.</param>
    /// <param name="norm">Squared.</param>
    public static float ToDistances(Span<float> products, ReadOnlySpan<float> norms, float norm)
    {
        var (own, twice) = (new Vector<float>(norm), new Vector<float>(-2f));
        var least = new Vector<float>(float.PositiveInfinity);
        var others = norms[..products.Length];
        var j = 0;
        for (; j + Vector<float>.Count <= products.Length; j += Vector<float>.Count)
        {
            var distance = Vector.FusedMultiplyAdd(twice, new Vector<float>(products[j..]), own + new Vector<float>(others[j..]));
            distance = Vector.Max(distance, Vector<float>.Zero);
            distance.CopyTo(products[j..]);
            least = Vector.Min(least, distance);
        }

        var lowest = float.PositiveInfinity;
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            lowest = Math.Min(lowest, least[lane]);
        }

        for (; j < products.Length; j++)
        {
            products[j] = Math.Max(MathF.FusedMultiplyAdd(-2f, products[j], norm + others[j]), 0);
            lowest = Math.Min(lowest, products[j]);
        }

        return lowest;
    }

    /// <summary>The two least values; infinite where there are fewer.</summary>
    public static (float Least, float Second) TwoLeast(ReadOnlySpan<float> values)
    {
        var (least, second) = (new Vector<float>(float.PositiveInfinity), new Vector<float>(float.PositiveInfinity));
        var j = 0;
        for (; j + Vector<float>.Count <= values.Length; j += Vector<float>.Count)
        {
            var value = new Vector<float>(values[j..]);
            second = Vector.Min(second, Vector.Max(least, value));
            least = Vector.Min(least, value);
        }

        var (lowest, next) = (float.PositiveInfinity, float.PositiveInfinity);
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            (lowest, next) = (Math.Min(lowest, least[lane]), Math.Min(Math.Max(lowest, least[lane]), Math.Min(next, second[lane])));
        }

        for (; j < values.Length; j++)
        {
            (lowest, next) = (Math.Min(lowest, values[j]), Math.Min(Math.Max(lowest, values[j]), next));
        }

        return (lowest, next);
    }

    /// <summary>First place from <paramref name="from"/> on whose value is at most the limit, or -1.</summary>
    public static int NextAtMost(ReadOnlySpan<float> values, int from, float limit)
    {
        var most = new Vector<float>(limit);
        var j = from;
        for (; j + Vector<float>.Count <= values.Length; j += Vector<float>.Count)
        {
            if (Vector.LessThanOrEqualAny(new Vector<float>(values[j..]), most))
            {
                break;
            }
        }

        for (; j < values.Length; j++)
        {
            if (values[j] <= limit)
            {
                return j;
            }
        }

        return -1;
    }

    /// <summary>First place of the least value, or -1 where there is none below infinity.</summary>
    public static int ArgMin(ReadOnlySpan<float> values)
    {
        var (best, at) = (float.PositiveInfinity, -1);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] < best)
            {
                (best, at) = (values[i], i);
            }
        }

        return at;
    }

    /// <summary>First place of the greatest value, or -1 where there is none above minus infinity.</summary>
    public static int ArgMax(ReadOnlySpan<float> values)
    {
        var (best, at) = (float.NegativeInfinity, -1);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] > best)
            {
                (best, at) = (values[i], i);
            }
        }

        return at;
    }

    /// <summary>Places of the <c>k</c> greatest values, greatest first; ties go to the lower rank.</summary>
    /// <param name="values">Shape <c>[n]</c>; no NaN.</param>
    /// <param name="ranks">Shape <c>[n]</c>; distinct, or empty for the place itself.</param>
    /// <param name="count"><c>k</c>; more than <c>n</c> is taken as <c>n</c>.</param>
    /// <remarks>Cost: O(n log k).</remarks>
    public static int[] Top(ReadOnlySpan<float> values, ReadOnlySpan<int> ranks, int count)
    {
        var queue = new PriorityQueue<int, (float Value, int Rank)>(
            Comparer<(float Value, int Rank)>.Create((a, b) => a.Value == b.Value ? b.Rank.CompareTo(a.Rank) : a.Value.CompareTo(b.Value)));
        var least = float.NegativeInfinity;
        for (var i = 0; i < values.Length && count > 0; i++)
        {
            if (queue.Count == count && values[i] < least)
            {
                continue;
            }

            queue.Enqueue(i, (values[i], ranks.IsEmpty ? i : ranks[i]));
            if (queue.Count > count)
            {
                queue.Dequeue();
            }

            queue.TryPeek(out _, out var lowest);
            least = lowest.Value;
        }

        var top = new int[queue.Count];
        for (var i = top.Length - 1; i >= 0; i--)
        {
            top[i] = queue.Dequeue();
        }

        return top;
    }
}
