using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Coverage;

/// <summary>Balls of one radius around candidates, with fewer candidates where the lists would not fit.</summary>
internal static class BallCover
{
    private const int SampleRows = 128;

    // Where lists are dense, 128 rows tell their length to some per cent.
    private const double Margin = 1.1;

    /// <summary>Candidates (places, rising) and the lists of the rows they cover.</summary>
    public static (int[] Candidates, BallLists Lists) Of(
        RowTable rows, PoolColumns pool, int[] listed, OpenScans open, double delta, int most, long mostPairs, ulong seed)
    {
        var measured = ScaledRows.Plain(rows);
        var radii = new float[rows.Count];
        Array.Fill(radii, (float)Math.Min(delta * delta, float.MaxValue));
        for (var wanted = Fitting(measured, Candidates.Open(pool, listed, open, seed, most), delta, mostPairs); ; wanted = Math.Max(wanted / 2, 1))
        {
            var candidates = Candidates.Open(pool, listed, open, seed, wanted);
            var fitting = wanted == 1 ? long.MaxValue : mostPairs;
            var request = new BallRequest(measured, candidates, radii, fitting, seed) { HasOneRadius = true, IsExact = true };
            if (BallLists.TryBuild(request) is { } lists)
            {
                return (candidates, lists);
            }
        }
    }
    /// <summary>How many candidates fit, as rows evenly spread tell: lists that fail late cost the time and the memory of those that fit.</summary>
    private static int Fitting(ScaledRows rows, int[] candidates, double delta, long mostPairs)
    {
        if ((long)candidates.Length * rows.Count <= mostPairs)
        {
            return Math.Max(candidates.Length, 1);
        }

        var sample = new int[Math.Min(rows.Count, SampleRows)];
        for (var i = 0; i < sample.Length; i++)
        {
            sample[i] = (int)((long)i * rows.Count / sample.Length);
        }

        var (found, centres, balls) = (0L, rows.Choose(sample), rows.Choose(candidates));
        var squared = (float)(delta * delta);
        DotTiles.ForEach(balls.Table, new PackedRows(centres.Table), tile =>
        {
            var inTile = 0L;
            for (var i = 0; i < tile.Rows; i++)
            {
                var distances = tile.Row(i);
                balls.ToDistances(distances, tile.FirstRow + i, centres, tile.FirstColumn);
                foreach (var distance in distances)
                {
                    inTile += distance < squared ? 1 : 0;
                }
            }

            Interlocked.Add(ref found, inTile);
        });
        var pairs = (double)found * rows.Count / sample.Length;
        return pairs * Margin <= mostPairs ? candidates.Length : Math.Max((int)(candidates.Length * (mostPairs / (pairs * Margin))), 1);
    }
}
