using ActiveSeg.Policies.Clustering;

namespace ActiveSeg.Policies.Kernels;

/// <summary>The nearest packed row of each row, exactly: as if every distance had been summed from differences.</summary>
/// <remarks>
/// <para>Products sort out all packed rows but those within the error bound of the nearest; these are measured by
/// <see cref="SquaredDistances"/>. So equal rows are at exactly 0 and ties go to the lowest number.</para>
/// <para>Cost: 2 n k d operations, and 3 d for each pair that the bound leaves open, mostly one a row.</para>
/// </remarks>
internal static class NearestRows
{
    /// <summary>Lowers each row's squared distance and number of its nearest where a centre is nearer.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="centres">The same rows that were packed.</param>
    /// <param name="packed">From <paramref name="centres"/>, all or a range.</param>
    /// <param name="firstCentre">Place in <paramref name="centres"/> of the first packed row.</param>
    /// <param name="squared">Shape <c>[n]</c>; infinite at first.</param>
    /// <param name="nearest">Shape <c>[n]</c>, or empty; a tie keeps what is there.</param>
    /// <param name="threads">Threads at most.</param>
    public static void Update(
        RowTable rows,
        RowTable centres,
        PackedRows packed,
        int firstCentre,
        float[] squared,
        int[] nearest,
        int threads = RowChunks.DefaultThreads)
    {
        var largest = Largest(packed.SquaredNorms);
        DotTiles.ForEach(
            rows,
            packed,
            tile =>
            {
                for (var i = 0; i < tile.Rows; i++)
                {
                    var at = tile.FirstRow + i;
                    var row = rows[at];
                    var norm = RowNorms.Near(row);
                    var products = tile.Row(i);
                    var norms = packed.SquaredNorms.Slice(tile.FirstColumn, tile.Columns);
                    var least = Extremes.ToDistances(products, norms, norm);
                    var bound = DotTiles.SquaredBound(packed.Width, norm, largest);
                    if (least - bound > squared[at])
                    {
                        continue;
                    }

                    var limit = Math.Min(least + bound, squared[at]) + bound;
                    for (var c = Extremes.NextAtMost(products, 0, limit); c >= 0; c = Extremes.NextAtMost(products, c + 1, limit))
                    {
                        var centre = firstCentre + tile.FirstColumn + c;
                        var exact = SquaredDistances.Between(row, centres[centre]);
                        if (exact < squared[at])
                        {
                            squared[at] = exact;
                            if (nearest.Length > 0)
                            {
                                nearest[at] = centre;
                            }
                        }
                    }
                }
            },
            threads);
    }

    /// <summary>Number of the nearest centre of each row and the squared distance to it.</summary>
    public static (int[] Nearest, float[] Squared) Of(RowTable rows, RowTable centres, int threads = RowChunks.DefaultThreads)
    {
        var squared = new float[rows.Count];
        Array.Fill(squared, float.PositiveInfinity);
        var nearest = new int[rows.Count];
        Update(rows, centres, new PackedRows(centres), 0, squared, nearest, threads);
        return (nearest, squared);
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        var largest = 0f;
        foreach (var value in values)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }
}
