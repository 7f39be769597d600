using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Coverage;

/// <summary>The largest radius at which balls are still pure, with k-means clusters standing in for classes.</summary>
/// <remarks>
/// <para>A ball is pure when all rows in it bear its centre's pseudo-label, so the radius at which a share of 0.95 of the balls is
/// pure is the 5 % quantile of the distance to the nearest row of another cluster. At most 1,024 rows, evenly
/// spread, make the quantile.</para>
/// <para>The number of clusters is that of <see cref="PseudoLabels.Default"/>, where the authors take the number of classes.</para>
/// <para>Source: Yehuda et al., NeurIPS 2022, section 3.2.</para>
/// </remarks>
/// <param name="Delta">The radius; 0 where all rows are equal.</param>
/// <param name="Labels">Pseudo-label of each row.</param>
/// <param name="Centroids">Shape <c>[k * d]</c>.</param>
internal sealed record PurityRadius(double Delta, int[] Labels, RowTable Centroids)
{
    private const double Impure = 0.05;
    private const int MeasuredRows = 1_024;
    private const int ChunkRows = 8_192;

    public static PurityRadius Of(RowTable rows, PoolColumns pool, int[] listed, ulong seed)
    {
        var pseudo = PseudoLabels.Of(rows, pool, listed, PseudoLabels.Default(rows.Count), seed);
        return new PurityRadius(Quantile(ToOthers(rows, pseudo.Labels)), pseudo.Labels, pseudo.Centroids);
    }

    /// <summary>Distance of some rows, evenly spread, to the nearest row with another label; only the finite ones.</summary>
    private static double[] ToOthers(RowTable rows, int[] labels)
    {
        var measured = new int[Math.Min(rows.Count, MeasuredRows)];
        for (var i = 0; i < measured.Length; i++)
        {
            measured[i] = (int)((long)i * rows.Count / measured.Length);
        }

        var centres = ScaledRows.Plain(rows.Choose(measured));
        var all = ScaledRows.Plain(rows);
        var (least, nearest) = (new float[measured.Length], new int[measured.Length]);
        Array.Fill(least, float.PositiveInfinity);
        Array.Fill(nearest, -1);
        var buffer = Array.Empty<float>();
        for (var from = 0; from < rows.Count; from += ChunkRows)
        {
            var packed = new PackedRows(rows, from, Math.Min(ChunkRows, rows.Count - from), ref buffer);
            var first = from;
            DotTiles.ForEach(centres.Table, packed, tile =>
            {
                for (var i = 0; i < tile.Rows; i++)
                {
                    var (at, place) = (tile.FirstRow + i, first + tile.FirstColumn);
                    var distances = tile.Row(i);
                    centres.ToDistances(distances, at, all, place);
                    for (var c = Extremes.NextAtMost(distances, 0, least[at]); c >= 0; c = Extremes.NextAtMost(distances, c + 1, least[at]))
                    {
                        if (labels[place + c] != labels[measured[at]] && distances[c] < least[at])
                        {
                            (least[at], nearest[at]) = (distances[c], place + c);
                        }
                    }
                }
            });
        }

        return
        [
            .. Enumerable.Range(0, measured.Length)
                .Where(i => nearest[i] >= 0)
                .Select(i => Math.Sqrt(SquaredDistances.Between(rows[measured[i]], rows[nearest[i]])))
                .Order(),
        ];
    }

    private static double Quantile(double[] sorted)
    {
        if (sorted.Length == 0)
        {
            return 0;
        }

        var at = Impure * (sorted.Length - 1);
        var below = (int)at;
        return sorted[below] + ((at - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
