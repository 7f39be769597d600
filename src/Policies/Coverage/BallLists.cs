using System.Collections.Concurrent;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Coverage;

/// <summary>For each row the candidates nearer to it than its own radius.</summary>
/// <remarks>
/// <para>Shapes: <c>n</c> rows, <c>c</c> candidates, <c>d</c> wide.</para>
/// <para>Deterministic: each list is made by one thread, in the order of <see cref="PivotBlocks"/>.</para>
/// <para>Cost: O(n c d) at worst, less what <see cref="PivotBlocks"/> rules out; 4 or 8 bytes a pair and one packed copy of 4,096 rows.</para>
/// </remarks>
internal sealed class BallLists
{
    private const int Granule = 64;
    private const int ChunkRows = 4096;

    private readonly BallRequest _request;
    private readonly PivotBlocks _blocks;
    private readonly PivotBlocks _targets;
    private readonly ScaledRows _ordered;
    private readonly BallSegment[][] _segments;
    private readonly float _largestNorm;
    private readonly ConcurrentBag<BallSegmentBuilder> _builders = [];
    private float[] _buffer = [];
    private long _pairs;

    private BallLists(BallRequest request)
    {
        _request = request;
        var pivots = PivotBlocks.Pivots(request.Rows, request.Seed);
        var reach = request.HasOneRadius ? null : Array.ConvertAll(request.SquaredRadii, MathF.Sqrt);
        _blocks = PivotBlocks.Of(request.Rows, pivots, DotTiles.BlockRows, reach);
        var candidates = request.Rows.Choose(request.Candidates);
        _targets = PivotBlocks.Of(candidates, pivots, Granule, exactSize: true);
        _ordered = candidates.Choose(_targets.Order);
        _largestNorm = _ordered.Count == 0 ? 0 : _ordered.SquaredNorms.Max();
        _segments = new BallSegment[(_ordered.Count + ChunkRows - 1) / ChunkRows][];
    }

    /// <summary>Builds the lists, or gives null as soon as they would hold more than the request allows.</summary>
    public static BallLists? TryBuild(BallRequest request)
    {
        var lists = new BallLists(request);
        for (var chunk = 0; chunk < lists._segments.Length; chunk++)
        {
            lists.Fill(chunk);
            if (lists._pairs > request.MostPairs)
            {
                return null;
            }
        }

        lists._buffer = [];
        lists._builders.Clear();
        return lists;
    }

    /// <summary>Calls <c>visit(row, candidate, squared)</c> for every pair, the list of a row in one piece a chunk.</summary>
    public void ForEachPair(Action<int, int, float> visit)
    {
        for (var block = 0; block < _blocks.Count; block++)
        {
            foreach (var segments in _segments)
            {
                var segment = segments[block];
                for (var r = 0; r + 1 < segment.Starts.Length; r++)
                {
                    for (var at = segment.Starts[r]; at < segment.Starts[r + 1]; at++)
                    {
                        visit(RowOf(block, r), segment.Members[at], segment.SquaredAt(at));
                    }
                }
            }
        }
    }

    /// <summary>Calls <c>visit(row, squared, list)</c> for every row whose list holds the candidate.</summary>
    public void ForEachHolding(int candidate, Action<int, float, BallList> visit)
    {
        foreach (var segments in _segments)
        {
            for (var block = 0; block < segments.Length; block++)
            {
                var segment = segments[block];
                var from = 0;
                while (from < segment.Members.Length && segment.Members.AsSpan(from).IndexOf(candidate) is var found and >= 0)
                {
                    var at = from + found;
                    var r = segment.RowAt(at);
                    visit(RowOf(block, r), segment.SquaredAt(at), new BallList(_segments, block, r));
                    from = at + 1;
                }
            }
        }
    }

    private int RowOf(int block, int r) => _blocks.Order[_blocks.Starts[block] + r];

    private void Fill(int chunk)
    {
        var first = chunk * ChunkRows;
        var packed = new PackedRows(_ordered.Table, first, Math.Min(ChunkRows, _ordered.Count - first), ref _buffer);
        var segments = new BallSegment[_blocks.Count];
        RowChunks.For(
            _blocks.Count,
            (from, count) =>
            {
                for (var block = from; block < from + count; block++)
                {
                    segments[block] = Interlocked.Read(ref _pairs) > _request.MostPairs
                        ? BallSegment.None
                        : Segment(block, packed, first);
                    Interlocked.Add(ref _pairs, segments[block].Members.Length);
                }
            },
            size: 4);
        _segments[chunk] = segments;
    }

    private BallSegment Segment(int block, PackedRows packed, int first)
    {
        var places = _blocks.Order[_blocks.Starts[block].._blocks.Starts[block + 1]];
        var rows = _request.Rows.Choose(places);
        var (largest, norm) = (0f, 0f);
        foreach (var place in places)
        {
            largest = Math.Max(largest, _request.SquaredRadii[place]);
            norm = Math.Max(norm, _request.Rows.SquaredNorms[place]);
        }

        var farther = largest + DotTiles.SquaredBound(packed.Width, norm, _largestNorm);
        var found = _builders.TryTake(out var used) ? used : new BallSegmentBuilder();
        var granules = (packed.Count + Granule - 1) / Granule;
        var perGranule = Granule / packed.Panel;
        for (var g = 0; g < granules; g++)
        {
            var run = g;
            while (run < granules && !_blocks.IsApart(block, _targets, (first / Granule) + run, farther))
            {
                run++;
            }

            if (run > g)
            {
                var panels = Math.Min(run * perGranule, packed.Panels) - (g * perGranule);
                DotTiles.ForEach(rows.Table, packed, g * perGranule, panels, tile => Collect(tile, places, rows, first, found), threads: 1);
                g = run;
            }
        }

        var segment = found.Build(places.Length, _request.KeepsDistances);
        _builders.Add(found);
        return segment;
    }

    private void Collect(DotTile tile, int[] places, ScaledRows rows, int first, BallSegmentBuilder found)
    {
        for (var i = 0; i < tile.Rows; i++)
        {
            var r = tile.FirstRow + i;
            var distances = tile.Row(i);
            var (row, limit) = (places[tile.FirstRow + i], _request.SquaredRadii[places[tile.FirstRow + i]]);
            rows.ToDistances(distances, r, _ordered, first + tile.FirstColumn);
            var bound = _request.IsExact ? DotTiles.SquaredBound(rows.Table.Width, rows.SquaredNorms[r], _largestNorm) : 0;
            for (var c = Extremes.NextAtMost(distances, 0, limit + bound); c >= 0; c = Extremes.NextAtMost(distances, c + 1, limit + bound))
            {
                var place = first + tile.FirstColumn + c;
                var squared = _request.IsExact && distances[c] > limit - bound
                    ? SquaredDistances.Between(rows.Table[r], _ordered.Table[place])
                    : distances[c];
                var candidate = _targets.Order[place];
                if (squared < limit || _request.Candidates[candidate] == row)
                {
                    found.Add(r, candidate, squared);
                }
            }
        }
    }
}
