using System.Collections.Immutable;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Clustering;

/// <summary>Rows with their keys, and the same rows in another order: row <c>Order[i]</c> at row <c>i</c>.</summary>
internal sealed record Turned(
    float[] Rows, ImmutableArray<ulong> Keys, int[] Order, float[] TurnedRows, ImmutableArray<ulong> TurnedKeys)
{
    public static Turned Of(float[] rows, int width, int seed)
    {
        var count = rows.Length / width;
        var (keys, order) = (Pools.Keys(new Random(seed), count), Pools.Shuffle(count, seed + 1));
        return new Turned(
            rows,
            keys,
            order,
            [.. order.SelectMany(i => rows.AsSpan(i * width, width).ToArray())],
            [.. order.Select(i => keys[i])]);
    }
}
