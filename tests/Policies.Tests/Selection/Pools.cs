using System.Collections.Immutable;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Tests.Selection;

/// <summary>Small seeded pools with every column, and the same pool in another row order.</summary>
internal static class Pools
{
    public static PoolColumns Make(
        int count, int seed, int labelled = 0, int width = 5, int patients = 0, bool strata = true, bool blobs = true)
    {
        var random = new Random(seed);
        var rows = Rows(random, count, width, blobs);
        var keys = Keys(random, count + labelled);
        return new PoolColumns(
            [.. keys[..count]],
            rows,
            width,
            Signal([.. Enumerable.Range(0, count).Select(_ => 0.01 + (0.6 * random.NextDouble()))]),
            strata ? Strata(random, count) : null,
            patients > 0 ? [.. Enumerable.Range(0, count).Select(_ => random.Next(patients))] : default,
            [.. Enumerable.Range(0, count).Select(_ => random.Next(-1, 4))],
            [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < 0.9)],
            labelled == 0
                ? null
                : new LabelledColumns(
                    [.. keys[count..]],
                    Rows(random, labelled, width, blobs),
                    width,
                    strata ? Strata(random, labelled) : null));
    }

    /// <summary>The same pool with row <c>order[i]</c> at row <c>i</c>; labelled rows reversed.</summary>
    public static PoolColumns Permuted(PoolColumns pool, int[] order) => new(
        Pick(pool.StableKeys, order),
        Rows(pool.Embeddings, pool.EmbeddingWidth, order),
        pool.EmbeddingWidth,
        pool.Signals.ToDictionary(column => column.Key, column => Pick(column.Value, order)),
        pool.Strata.ToDictionary(column => column.Key, column => Pick(column.Value, order)),
        pool.Patients.IsEmpty ? default : Pick(pool.Patients, order),
        pool.Clusters.IsEmpty ? default : Pick(pool.Clusters, order),
        pool.Selectable.IsEmpty ? default : Pick(pool.Selectable, order),
        Reversed(pool.Labelled));

    public static int[] Shuffle(int count, int seed)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(order);
        return order;
    }

    public static ImmutableArray<ulong> Keys(Random random, int count)
    {
        var keys = new HashSet<ulong>();
        while (keys.Count < count)
        {
            keys.Add((ulong)random.NextInt64());
        }

        return [.. keys];
    }

    public static Dictionary<string, ImmutableArray<double>> Signal(ImmutableArray<double> values) =>
        new() { [PredictiveEntropy.DefaultSignal] = values };

    public static float[] Rows(Random random, int count, int width, bool blobs)
    {
        var rows = new float[count * width];
        for (var i = 0; i < rows.Length; i++)
        {
            var blob = blobs ? 4 * ((i / width % 3) - 1) : 0;
            rows[i] = (float)(blob + random.NextDouble() + random.NextDouble());
        }

        return rows;
    }

    private static Dictionary<string, ImmutableArray<string>> Strata(Random random, int count) => new()
    {
        ["scanner"] = [.. Enumerable.Range(0, count).Select(_ => "ABC"[Math.Min(random.Next(3), random.Next(3))].ToString())],
        ["sex"] = [.. Enumerable.Range(0, count).Select(_ => random.Next(2) == 0 ? "F" : "M")],
    };

    private static LabelledColumns Reversed(LabelledColumns labelled)
    {
        var order = Enumerable.Range(0, labelled.Count).Reverse().ToArray();
        return new LabelledColumns(
            Pick(labelled.StableKeys, order),
            Rows(labelled.Embeddings, labelled.EmbeddingWidth, order),
            labelled.EmbeddingWidth,
            labelled.Strata.ToDictionary(column => column.Key, column => Pick(column.Value, order)));
    }

    private static ImmutableArray<T> Pick<T>(ImmutableArray<T> values, int[] order) => [.. order.Select(i => values[i])];

    private static float[] Rows(ReadOnlyMemory<float> rows, int width, int[] order) =>
        [.. order.SelectMany(i => rows.Slice(i * width, width).ToArray())];
}
