using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Clustering;

/// <summary>A caller's rows, checked, in rising order of key, without a copy.</summary>
internal sealed class KeyOrder
{
    private readonly int[] _sources;

    private KeyOrder(RowTable table, ImmutableArray<ulong> keys, int[] sources) => (Table, Keys, _sources) = (table, keys, sources);

    public RowTable Table { get; }

    public ImmutableArray<ulong> Keys { get; }

    public int Width => Table.Width;

    public int Count => _sources.Length;

    /// <summary>The caller's row at each place.</summary>
    public ReadOnlySpan<int> Sources => _sources;

    public static KeyOrder Of(ReadOnlyMemory<float> rows, int width, ImmutableArray<ulong> keys)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var order = ColumnChecks.OrderByKey(keys, nameof(keys));
        ColumnChecks.Embeddings(rows, width, keys.Length, nameof(rows));
        var rising = true;
        for (var i = 0; i < order.Length && rising; i++)
        {
            rising = order[i] == i;
        }

        var table = new RowTable(rows, width);
        return rising
            ? new KeyOrder(table, keys, order)
            : new KeyOrder(table.Choose(order), [.. order.Select(i => keys[i])], order);
    }

    /// <summary>A random choice of so many rows at most, the same for the same keys and stream.</summary>
    public KeyOrder Sample(int most, ulong stream)
    {
        if (Count <= most)
        {
            return this;
        }

        var places = Enumerable.Range(0, Count).ToArray();
        Array.Sort(Array.ConvertAll(places, i => KeyedDraws.Hash(stream, Keys[i])), places);
        Array.Resize(ref places, most);
        Array.Sort(places);
        return new KeyOrder(
            Table.Choose(places), [.. places.Select(i => Keys[i])], Array.ConvertAll(places, i => _sources[i]));
    }

    /// <summary>Values given in key order, in the caller's order.</summary>
    public ImmutableArray<int> ToCaller(ReadOnlySpan<int> values)
    {
        var turned = new int[values.Length];
        for (var i = 0; i < turned.Length; i++)
        {
            turned[_sources[i]] = values[i];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(turned);
    }
}
