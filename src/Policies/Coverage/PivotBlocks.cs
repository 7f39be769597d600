using System.Collections.Immutable;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Coverage;

/// <summary>Rows put in blocks of neighbours, each with the range of its distances to some pivots, so that pairs of blocks
/// that lie apart are never compared.</summary>
/// <remarks>
/// <para>Pivots are the centres of a short k-means on at most 4,096 rows. Two blocks are apart by at least the gap between
/// their ranges to any one pivot (triangle inequality), in angles where all rows have norm 1. Ranges hold the rounding errors, so nothing within reach is lost.</para>
/// <para>Cost: O(n k d) twice, with <c>k = sqrt(n) / 3</c>, at most 128; O(n + k blocks) memory.</para>
/// </remarks>
internal sealed class PivotBlocks
{
    private const int FewestRows = 512;
    private const int MostPivots = 128;
    private const int SampleRows = 4096;

    private readonly int _pivots;
    private readonly float[] _low;
    private readonly float[] _high;
    private readonly int[] _own;

    private readonly bool _onSphere;

    private PivotBlocks(int pivots, int[] order, int[] starts, int[] own, bool onSphere)
    {
        (_pivots, Order, Starts, _own, _onSphere) = (pivots, order, starts, own, onSphere);
        (_low, _high) = (new float[pivots * Count], new float[pivots * Count]);
        Array.Fill(_low, float.PositiveInfinity);
    }

    /// <summary>Places of the rows, block by block.</summary>
    public int[] Order { get; }

    /// <summary>Where each block starts in the order; one more than there are blocks.</summary>
    public int[] Starts { get; }

    public int Count => Starts.Length - 1;

    /// <summary>Centres to measure against, scaled as the rows; none for few rows.</summary>
    public static ScaledRows? Pivots(ScaledRows rows, ulong seed)
    {
        if (rows.Count < FewestRows)
        {
            return null;
        }

        var sample = new int[Math.Min(rows.Count, SampleRows)];
        for (var i = 0; i < sample.Length; i++)
        {
            sample[i] = (int)((long)i * rows.Count / sample.Length);
        }

        var keys = Enumerable.Range(0, sample.Length).Select(i => (ulong)i).ToImmutableArray();
        var wanted = Math.Clamp((int)(Math.Sqrt(rows.Count) / 3), 1, MostPivots);
        var fit = KMeans.Fit(rows.Choose(sample).ToMatrix(), rows.Table.Width, keys, wanted, seed, new KMeansOptions(MaxIterations: 5));
        var centres = new RowTable(fit.Centroids.AsMemory(), fit.Width);
        return rows.Scales.Length == 0 ? ScaledRows.Plain(centres) : ScaledRows.Normalised(centres);
    }

    /// <summary>Makes blocks of at most so many rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="pivots">From <see cref="Pivots"/>.</param>
    /// <param name="size">Most rows of a block.</param>
    /// <param name="reach">Shape <c>[n]</c>: rows that reach much farther than most come last. Default: the distance to the
    /// nearest pivot, so that outliers do not widen the blocks of others.</param>
    /// <param name="exactSize">Whether all blocks but the last are full; else a block holds rows of one pivot.</param>
    public static PivotBlocks Of(ScaledRows rows, ScaledRows? pivots, int size, float[]? reach = null, bool exactSize = false)
    {
        if (pivots is null)
        {
            var count = (rows.Count + size - 1) / size;
            return new PivotBlocks(
                0, [.. Enumerable.Range(0, rows.Count)], [.. Enumerable.Range(0, count + 1).Select(b => Math.Min(b * size, rows.Count))], new int[count], false);
        }

        var packed = new PackedRows(pivots.Table);
        var (nearest, squared) = Nearest(rows, pivots, packed);
        var far = Far(reach ?? Array.ConvertAll(squared, MathF.Sqrt));
        var order = Enumerable.Range(0, rows.Count).ToArray();
        var ranks = Array.ConvertAll(order, i => ((far[i] ? 1L : 0L) << 48) | ((long)nearest[i] << 32) | BitConverter.SingleToUInt32Bits(squared[i]));
        Array.Sort(ranks, order);
        var (starts, own) = (new List<int>(), new List<int>());
        for (var at = 0; at < order.Length; at++)
        {
            var full = starts.Count == 0 || at - starts[^1] == size;
            var other = !exactSize && !far[order[at]] && at > 0 && nearest[order[at]] != nearest[order[at - 1]];
            if (full || other || (!exactSize && far[order[at]] != far[order[Math.Max(at - 1, 0)]]))
            {
                starts.Add(at);
                own.Add(nearest[order[at]]);
            }
        }

        starts.Add(order.Length);
        var blocks = new PivotBlocks(pivots.Count, order, [.. starts], [.. own], rows.HaveNormOne && pivots.HaveNormOne);
        blocks.Measure(rows.Choose(order), pivots, packed);
        for (var at = 0; at < blocks._low.Length; at++)
        {
            (blocks._low[at], blocks._high[at]) = (blocks.Metric(blocks._low[at]), blocks.Metric(blocks._high[at]));
        }

        return blocks;
    }

    /// <summary>Whether the squared distance of every row of a block to every row of another's block is more than so much.</summary>
    public bool IsApart(int block, PivotBlocks others, int other, float squared)
    {
        if (_pivots == 0 || _onSphere != others._onSphere)
        {
            return false;
        }

        var farther = Metric(squared);

        var low = _low.AsSpan(block * _pivots, _pivots);
        var high = _high.AsSpan(block * _pivots, _pivots);
        var low2 = others._low.AsSpan(other * _pivots, _pivots);
        var high2 = others._high.AsSpan(other * _pivots, _pivots);
        var (own, own2) = (_own[block], others._own[other]);
        if (low2[own] - high[own] > farther || low[own2] - high2[own2] > farther)
        {
            return true;
        }

        for (var p = 0; p < _pivots; p++)
        {
            if (low2[p] - high[p] > farther || low[p] - high2[p] > farther)
            {
                return true;
            }
        }

        return false;
    }

    // On the sphere angles obey the triangle inequality too, and lose less by it than distances.
    private float Metric(float squared) =>
        _onSphere ? 2 * MathF.Asin(MathF.Min(MathF.Sqrt(squared) / 2, 1)) : MathF.Sqrt(squared);

    private static bool[] Far(float[] reach)
    {
        var sorted = (float[])reach.Clone();
        Array.Sort(sorted);
        var limit = 1.25f * sorted[sorted.Length / 2];
        return Array.ConvertAll(reach, value => value > limit);
    }

    private static (int[] Nearest, float[] Squared) Nearest(ScaledRows rows, ScaledRows pivots, PackedRows packed)
    {
        var (nearest, squared) = (new int[rows.Count], new float[rows.Count]);
        Array.Fill(squared, float.PositiveInfinity);
        DotTiles.ForEach(rows.Table, packed, tile =>
        {
            for (var i = 0; i < tile.Rows; i++)
            {
                var at = tile.FirstRow + i;
                var distances = tile.Row(i);
                rows.ToDistances(distances, at, pivots, tile.FirstColumn);
                for (var p = 0; p < distances.Length; p++)
                {
                    if (distances[p] < squared[at])
                    {
                        (squared[at], nearest[at]) = (distances[p], tile.FirstColumn + p);
                    }
                }
            }
        });
        return (nearest, squared);
    }

    private void Measure(ScaledRows ordered, ScaledRows pivots, PackedRows packed) => RowChunks.For(
        Count,
        (first, count) =>
        {
            var (from, to) = (Starts[first], Starts[first + count]);
            var chunk = ordered.Choose([.. Enumerable.Range(from, to - from)]);
            DotTiles.ForEach(
                chunk.Table,
                packed,
                tile =>
                {
                    for (var i = 0; i < tile.Rows; i++)
                    {
                        var distances = tile.Row(i);
                        chunk.ToDistances(distances, tile.FirstRow + i, pivots, tile.FirstColumn);
                        Widen(BlockAt(from + tile.FirstRow + i), distances, chunk.SquaredNorms[tile.FirstRow + i], pivots, tile.FirstColumn);
                    }
                },
                threads: 1);
        },
        size: 32);

    private void Widen(int block, ReadOnlySpan<float> squared, float norm, ScaledRows pivots, int firstPivot)
    {
        for (var p = 0; p < squared.Length; p++)
        {
            var bound = DotTiles.SquaredBound(pivots.Table.Width, norm, pivots.SquaredNorms[firstPivot + p]);
            var at = (block * _pivots) + firstPivot + p;
            _low[at] = Math.Min(_low[at], Math.Max(squared[p] - bound, 0));
            _high[at] = Math.Max(_high[at], squared[p] + bound);
        }
    }

    private int BlockAt(int place)
    {
        var at = Array.BinarySearch(Starts, place);
        return at >= 0 ? at : ~at - 1;
    }
}
