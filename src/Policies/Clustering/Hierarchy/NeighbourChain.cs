using System.Diagnostics;
using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Clustering.Hierarchy;

/// <summary>Joins clusters that are each other's nearest, found by going from nearest to nearest.</summary>
/// <remarks>
/// <para>A joined cluster takes the lower place of the two. All three linkages are reducible, so the joins are those of always joining
/// the nearest two, in another order.</para>
/// </remarks>
internal sealed class NeighbourChain
{
    private readonly Linkage _linkage;
    private readonly int _count;
    private readonly int[] _sizes;

    // Above the diagonal, row behind row: the pair i < j is at _starts[i] + j.
    private readonly float[] _distances;
    private readonly int[] _starts;

    // Places that are still clusters, rising.
    private readonly List<int> _open;

    public NeighbourChain(KeyOrder sorted, Linkage linkage)
    {
        (_linkage, _count) = (linkage, sorted.Count);
        _sizes = new int[_count];
        Array.Fill(_sizes, 1);
        _open = [.. Enumerable.Range(0, _count)];
        _starts = new int[_count];
        for (var i = 0; i < _count; i++)
        {
            _starts[i] = (int)(((long)i * ((2 * _count) - i - 1) / 2) - i - 1);
        }

        _distances = GC.AllocateUninitializedArray<float>((int)((long)_count * Math.Max(_count - 1, 0) / 2));
        Measure(sorted.Table.ToMatrix(), sorted.Width);
    }

    /// <summary>The joins, each after those of its parts.</summary>
    public List<(float Height, int A, int B)> Merges()
    {
        var merges = new List<(float Height, int A, int B)>(_count);
        var chain = new List<int>();
        while (merges.Count < _count - 1)
        {
            if (chain.Count == 0)
            {
                chain.Add(_open[0]);
            }

            var top = chain[^1];
            var before = chain.Count > 1 ? chain[^2] : -1;
            var (nearest, least) = Nearest(top, before);
            if (nearest != before)
            {
                chain.Add(nearest);
                continue;
            }

            chain.RemoveRange(chain.Count - 2, 2);
            var (a, b) = (Math.Min(top, nearest), Math.Max(top, nearest));
            merges.Add((least, a, b));
            Join(a, b, least);
        }

        return merges;
    }

    private void Measure(ReadOnlyMemory<float> rows, int width) => RowChunks.For(
        _count,
        (from, count) =>
        {
            for (var i = from; i < from + count; i++)
            {
                var row = _distances.AsSpan(_starts[i] + i + 1, _count - i - 1);
                SquaredDistances.ToAll(rows.Span.Slice(i * width, width), rows.Span[((i + 1) * width)..], row);
                for (var j = 0; j < row.Length; j++)
                {
                    row[j] = MathF.Sqrt(row[j]);
                }
            }
        },
        size: 64);

    // Distances fall along the chain, since a tie keeps what was before; so it comes to an end.
    private (int Nearest, float Least) Nearest(int top, int before)
    {
        var (nearest, least) = (before, before < 0 ? float.PositiveInfinity : _distances[Pair(top, before)]);
        foreach (var other in _open)
        {
            if (other != top && _distances[Pair(top, other)] is var distance && distance < least)
            {
                (nearest, least) = (other, distance);
            }
        }

        return (nearest, least);
    }

    private void Join(int a, int b, float between)
    {
        _open.RemoveAt(_open.BinarySearch(b));
        var (p, q) = (_sizes[a], _sizes[b]);
        var (weight, other) = ((float)p / (p + q), (float)q / (p + q));
        foreach (var c in _open)
        {
            if (c == a)
            {
                continue;
            }

            ref var joined = ref _distances[Pair(a, c)];
            var (one, two) = (joined, _distances[Pair(b, c)]);
            joined = _linkage switch
            {
                Linkage.Average => (weight * one) + (other * two),
                Linkage.Complete => Math.Max(one, two),
                Linkage.Ward => Ward(p, q, _sizes[c], one, two, between),
                _ => throw new UnreachableException(),
            };
        }

        _sizes[a] += q;
    }

    private static float Ward(int p, int q, int r, double one, double two, double between) => (float)Math.Sqrt(
        (((p + r) * one * one) + ((q + r) * two * two) - (r * between * between)) / ((double)p + q + r));

    private int Pair(int one, int two) => one < two ? _starts[one] + two : _starts[two] + one;
}
