using System.Numerics;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Facility;

/// <summary>Gains measured again only where they may be the greatest: what a candidate added before is at least what it adds now.</summary>
/// <remarks>
/// <para>Cost: O(n d) a candidate measured; one packed copy of the rows.</para>
/// <para>Source: Minoux, Optimization Techniques 1978.</para>
/// </remarks>
internal sealed class LazyGains : IFacilityGains
{
    private const int FirstMeasured = 16;
    private const int MostMeasured = 1024;
    private const int ChunkPanels = 128;

    private readonly ScaledRows _rows;
    private readonly ScaledRows _candidates;
    private readonly PackedRows _packed;
    private readonly double[] _gains;
    private readonly int[] _measured;
    private int _taken;

    /// <summary>Gains over the rows, from their squared distances to the nearest centre.</summary>
    /// <param name="rows">The rows to be covered.</param>
    /// <param name="candidates">Places of the candidates among the rows.</param>
    /// <param name="squared">Shape <c>[n]</c>.</param>
    /// <param name="bounds">Shape <c>[c]</c>, twice the gains at most. Default: measured.</param>
    public LazyGains(ScaledRows rows, int[] candidates, float[] squared, double[]? bounds = null)
    {
        (_rows, _candidates, Squared) = (rows, rows.Choose(candidates), squared);
        _packed = new PackedRows(rows.Table);
        (_gains, _measured) = (bounds ?? new double[candidates.Length], new int[candidates.Length]);
        if (bounds is null)
        {
            Measure([.. Enumerable.Range(0, candidates.Length)]);
        }
        else
        {
            Array.Fill(_measured, -1);
        }
    }

    public float[] Squared { get; }

    public (int Candidate, double Gain) Best(Func<int, bool> isOpen)
    {
        var open = Enumerable.Range(0, _gains.Length).Where(isOpen).ToArray();
        for (var wanted = FirstMeasured; ; wanted = Math.Min(2 * wanted, MostMeasured))
        {
            var best = -1;
            foreach (var c in open)
            {
                best = best < 0 || _gains[c] > _gains[best] ? c : best;
            }

            if (best < 0 || _measured[best] == _taken)
            {
                return (best, best < 0 ? 0 : Math.Max(_gains[best] / 2, 0));
            }

            Measure(Promising(open, wanted));
        }
    }

    public void Take(int candidate)
    {
        var row = _candidates.Choose([candidate]);
        DotTiles.ForEach(row.Table, _packed, tile =>
        {
            var distances = tile.Row(0);
            row.ToDistances(distances, 0, _rows, tile.FirstColumn);
            for (var j = 0; j < distances.Length; j++)
            {
                ref var squared = ref Squared[tile.FirstColumn + j];
                squared = Math.Min(squared, distances[j]);
            }
        });
        _taken++;
    }

    /// <summary>The candidates of greatest bound that were not measured since the last pick.</summary>
    private int[] Promising(int[] open, int wanted)
    {
        var queue = new PriorityQueue<int, (double, int)>();
        foreach (var c in open)
        {
            if (_measured[c] == _taken)
            {
                continue;
            }

            if (queue.Count < wanted)
            {
                queue.Enqueue(c, (_gains[c], -c));
            }
            else
            {
                queue.EnqueueDequeue(c, (_gains[c], -c));
            }
        }

        var promising = new int[queue.Count];
        for (var at = promising.Length - 1; at >= 0; at--)
        {
            promising[at] = queue.Dequeue();
        }

        return promising;
    }

    private void Measure(int[] which)
    {
        var rows = _candidates.Choose(which);
        var chunks = which.Length > 2 * DotTiles.BlockRows ? 1 : (_packed.Panels + ChunkPanels - 1) / ChunkPanels;
        var perChunk = chunks == 1 ? _packed.Panels : ChunkPanels;
        var sums = new double[chunks * which.Length];
        RowChunks.For(
            chunks,
            (chunk, _) =>
            {
                var first = chunk * perChunk;
                DotTiles.ForEach(
                    rows.Table,
                    _packed,
                    first,
                    Math.Min(perChunk, _packed.Panels - first),
                    tile => Add(tile, rows, sums.AsSpan(chunk * which.Length, which.Length)),
                    chunks == 1 ? RowChunks.DefaultThreads : 1);
            },
            size: 1);
        for (var i = 0; i < which.Length; i++)
        {
            _gains[which[i]] = 0;
            _measured[which[i]] = _taken;
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                _gains[which[i]] += sums[(chunk * which.Length) + i];
            }
        }
    }

    private void Add(DotTile tile, ScaledRows rows, Span<double> sums)
    {
        var squared = Squared.AsSpan(tile.FirstColumn, tile.Columns);
        for (var i = 0; i < tile.Rows; i++)
        {
            var distances = tile.Row(i);
            rows.ToDistances(distances, tile.FirstRow + i, _rows, tile.FirstColumn);
            var sum = Vector<float>.Zero;
            var j = 0;
            for (; j + Vector<float>.Count <= distances.Length; j += Vector<float>.Count)
            {
                sum += Vector.Max(new Vector<float>(squared[j..]) - new Vector<float>(distances[j..]), Vector<float>.Zero);
            }

            var total = (double)Vector.Sum(sum);
            for (; j < distances.Length; j++)
            {
                total += Math.Max(squared[j] - distances[j], 0);
            }

            sums[tile.FirstRow + i] += total;
        }
    }
}
