using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Clustering;

/// <summary>A copy of some pool rows and of all labelled rows, in rising order of stable key.</summary>
internal sealed class KeyedRows
{
    private KeyedRows(float[] values, ulong[] keys, int[] scans, int width) =>
        (Values, Keys, Scans, Width) = (values, ImmutableCollectionsMarshal.AsImmutableArray(keys), scans, width);

    public float[] Values { get; }

    public ImmutableArray<ulong> Keys { get; }

    /// <summary>Pool row of each row, or -1 for a labelled one.</summary>
    public int[] Scans { get; }

    public int Width { get; }

    public int Count => Scans.Length;

    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Width, Width);

    public static KeyedRows Of(PoolColumns pool, ReadOnlySpan<int> scans, bool withLabelled)
    {
        var labelled = withLabelled ? pool.Labelled.Count : 0;
        var rows = new int[scans.Length + labelled];
        var keys = new ulong[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var isPool = i < scans.Length;
            rows[i] = isPool ? scans[i] : -1 - (i - scans.Length);
            keys[i] = isPool ? pool.StableKeys[scans[i]] : pool.Labelled.StableKeys[i - scans.Length];
        }

        Array.Sort(keys, rows);
        var width = pool.EmbeddingWidth;
        var values = new float[rows.Length * width];
        var poolRows = pool.Embeddings.Span;
        var labelledRows = pool.Labelled.Embeddings.Span;
        for (var i = 0; i < rows.Length; i++)
        {
            var source = rows[i] >= 0
                ? poolRows.Slice(rows[i] * width, width)
                : labelledRows.Slice((-1 - rows[i]) * width, width);
            source.CopyTo(values.AsSpan(i * width, width));
            rows[i] = Math.Max(rows[i], -1);
        }

        return new KeyedRows(values, keys, rows, width);
    }
}
