using ActiveSeg.Policies.Kernels;

namespace ActiveSeg.Policies.Coverage;

/// <summary>Mean of (1 + cosine) / 2 of each row to all rows, itself included.</summary>
/// <remarks>
/// <para>Range: [0, 1]. Cost: O(n d): the mean of products is the product with the mean.</para>
/// </remarks>
internal static class MeanSimilarity
{
    public static double[] Of(ScaledRows rows)
    {
        var sum = Sum(rows);
        var densities = new double[rows.Count];
        RowChunks.For(rows.Count, (from, count) =>
        {
            for (var i = from; i < from + count; i++)
            {
                densities[i] = (1 + (Product(rows, i, sum) / rows.Count)) / 2;
            }
        });
        return densities;
    }

    /// <summary>Sum of the scaled rows, in the order of the chunks.</summary>
    public static double[] Sum(ScaledRows rows)
    {
        var width = rows.Table.Width;
        var parts = new double[RowChunks.Chunks(rows.Count)][];
        RowChunks.For(rows.Count, (from, count) =>
        {
            var part = new double[width];
            for (var i = from; i < from + count; i++)
            {
                var row = rows.Table[i];
                var scale = (double)rows.Scales[i];
                for (var j = 0; j < part.Length; j++)
                {
                    part[j] += row[j] * scale;
                }
            }

            parts[from / RowChunks.DefaultSize] = part;
        });
        var sum = new double[width];
        foreach (var part in parts)
        {
            for (var j = 0; j < sum.Length; j++)
            {
                sum[j] += part[j];
            }
        }

        return sum;
    }

    /// <summary>Product of a scaled row with a vector.</summary>
    public static double Product(ScaledRows rows, int place, double[] vector)
    {
        var dot = 0.0;
        var row = rows.Table[place];
        for (var j = 0; j < vector.Length; j++)
        {
            dot += row[j] * vector[j];
        }

        return dot * rows.Scales[place];
    }
}
