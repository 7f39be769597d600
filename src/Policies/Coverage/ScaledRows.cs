using System.Numerics;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Coverage;

/// <summary>Rows as distances are measured between them: as they are, or each divided by its norm.</summary>
/// <remarks>
/// <para>Units: with division, half the squared distance is 1 minus the cosine; a row of zeros stays one, half a unit from every
/// other row.</para>
/// <para>Cost: no copy of the rows.</para>
/// </remarks>
internal sealed class ScaledRows
{
    private ScaledRows(RowTable table, float[] scales, float[] norms) => (Table, Scales, SquaredNorms) = (table, scales, norms);

    public RowTable Table { get; }

    public int Count => Table.Count;

    /// <summary>What each row is multiplied by; empty where rows are taken as they are.</summary>
    public float[] Scales { get; }

    /// <summary>Squared norms after scaling.</summary>
    public float[] SquaredNorms { get; }

    /// <summary>Whether every row was divided by its norm and none is zero.</summary>
    public bool HaveNormOne => Scales.Length > 0 && Array.TrueForAll(SquaredNorms, norm => norm == 1);

    public static ScaledRows Plain(RowTable table) => new(table, [], RowNorms.Squared(table));

    public static ScaledRows Normalised(RowTable table)
    {
        var norms = RowNorms.Squared(table);
        return new ScaledRows(
            table,
            Array.ConvertAll(norms, norm => norm > 0 ? 1 / MathF.Sqrt(norm) : 0),
            Array.ConvertAll(norms, norm => norm > 0 ? 1f : 0f));
    }

    /// <summary>Embeddings of pool scans.</summary>
    public static RowTable OfScans(PoolColumns pool, int[] scans) => new(pool.Embeddings, default, scans, pool.EmbeddingWidth);

    /// <summary>Embeddings of labelled scans and of those already taken: what counts as covered from the start.</summary>
    public static RowTable OfCentres(PoolColumns pool, SelectionRequest request)
    {
        var labelled = pool.Labelled.KeyOrder;
        var rows = new int[labelled.Length + request.Taken.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = i < labelled.Length ? -1 - labelled[i] : request.Taken[i - labelled.Length];
        }

        return new RowTable(pool.Embeddings, pool.Labelled.Embeddings, rows, pool.EmbeddingWidth);
    }

    public ScaledRows Choose(int[] places) => new(
        Table.Choose(places),
        Scales.Length == 0 ? [] : Array.ConvertAll(places, place => Scales[place]),
        Array.ConvertAll(places, place => SquaredNorms[place]));

    /// <summary>Turns products of one row with rows of another table into squared distances, not below 0.</summary>
    public void ToDistances(Span<float> products, int row, ScaledRows others, int first)
    {
        var own = SquaredNorms[row];
        var norms = others.SquaredNorms.AsSpan(first, products.Length);
        if (Scales.Length == 0)
        {
            Extremes.ToDistances(products, norms, own);
            return;
        }

        var twice = -2 * Scales[row];
        var scales = others.Scales.AsSpan(first, products.Length);
        var (wide, lift) = (new Vector<float>(twice), new Vector<float>(own));
        var j = 0;
        for (; j + Vector<float>.Count <= products.Length; j += Vector<float>.Count)
        {
            var scaled = new Vector<float>(products[j..]) * new Vector<float>(scales[j..]);
            var distance = Vector.FusedMultiplyAdd(wide, scaled, lift + new Vector<float>(norms[j..]));
            Vector.Max(distance, Vector<float>.Zero).CopyTo(products[j..]);
        }

        for (; j < products.Length; j++)
        {
            products[j] = MathF.Max(MathF.FusedMultiplyAdd(twice, products[j] * scales[j], own + norms[j]), 0);
        }
    }

    /// <summary>Copies the rows, scaled; shape <c>[n * d]</c>.</summary>
    public float[] ToMatrix()
    {
        var width = Table.Width;
        var matrix = new float[Count * width];
        for (var i = 0; i < Count; i++)
        {
            var target = matrix.AsSpan(i * width, width);
            Table[i].CopyTo(target);
            for (var j = 0; j < width && Scales.Length > 0; j++)
            {
                target[j] *= Scales[i];
            }
        }

        return matrix;
    }

    /// <summary>Lowers each row's squared distance to the nearest of the centres.</summary>
    public void LowerTo(ScaledRows centres, float[] squared)
    {
        if (centres.Count == 0)
        {
            return;
        }

        DotTiles.ForEach(Table, new PackedRows(centres.Table), tile =>
        {
            for (var i = 0; i < tile.Rows; i++)
            {
                var distances = tile.Row(i);
                ToDistances(distances, tile.FirstRow + i, centres, tile.FirstColumn);
                ref var least = ref squared[tile.FirstRow + i];
                foreach (var distance in distances)
                {
                    least = Math.Min(least, distance);
                }
            }
        });
    }
}
