using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Clustering;

/// <summary>Some pool rows and all labelled rows, in rising order of stable key, without a copy.</summary>
internal sealed class KeyedRows
{
    private KeyedRows(RowTable table, ulong[] keys, int[] scans) =>
        (Table, Keys, Scans) = (table, ImmutableCollectionsMarshal.AsImmutableArray(keys), scans);

    public RowTable Table { get; }

    public ImmutableArray<ulong> Keys { get; }

    /// <summary>Pool row of each row, or -1 for a labelled one.</summary>
    public int[] Scans { get; }

    public int Width => Table.Width;

    public int Count => Scans.Length;

    public ReadOnlySpan<float> Row(int row) => Table[row];

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
        return new KeyedRows(
            new RowTable(pool.Embeddings, pool.Labelled.Embeddings, rows, pool.EmbeddingWidth), keys, Array.ConvertAll(rows, row => Math.Max(row, -1)));
    }
}
