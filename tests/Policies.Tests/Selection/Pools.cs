using System.Collections.Immutable;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Selection;

/// <summary>Small seeded pools with every column, and the same pool in another row order.</summary>
internal static class Pools
{
    /// <summary>All signals that some strategy asks for.</summary>
    public static readonly string[] EverySignal =
    [
        .. from signal in new[] { "entropy", "expected_entropy", "mutual_information", "variance", "margin", "least_confidence" }
           from aggregation in new[] { "image", "foreground", "boundary", "window", "top", "structures", "selective" }
           select $"{signal}_{aggregation}",
        "entropy_class_canal", "entropy_class_disc", "area_sd_relative_canal", "area_sd_relative_disc", "volume_mm3_canal", "volume_mm3_disc",
        ColumnNames.EbcLambda, ColumnNames.EbcEntropy, ColumnNames.EbcMean, ColumnNames.PredictedDice, ColumnNames.PredictedLoss,
        ColumnNames.AcquisitionOrder, ColumnNames.ReconstructionError,
    ];

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
            Signals(random, count, EverySignal),
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
                    strata ? Strata(random, labelled) : null,
                    signals: Signals(random, labelled, [ColumnNames.LabelledDice]),
                    vectors: Vectors(random, labelled)),
            Vectors(random, count));
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
        Reversed(pool.Labelled),
        Permuted(pool.Vectors, order));

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

    public static Dictionary<string, ImmutableArray<double>> ConstantSignals(int count) =>
        EverySignal.ToDictionary(name => name, _ => Enumerable.Repeat(0.0, count).ToImmutableArray());

    public static Dictionary<string, RowVectors> ConstantVectors(int count) => new()
    {
        [ColumnNames.Gradient] = new RowVectors(new float[count * 6], 6),
        [ColumnNames.ClassProbabilities] = new RowVectors(Enumerable.Repeat(1 / 3f, count * 3).ToArray(), 3),
        [ColumnNames.ClassMixtures] = new RowVectors(Enumerable.Repeat(1 / 3f, count * 9).ToArray(), 9),
    };

    public static Dictionary<string, ImmutableArray<double>> Signal(ImmutableArray<double> values) =>
        new() { [ColumnNames.EntropyForeground] = values };

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
            labelled.Strata.ToDictionary(column => column.Key, column => Pick(column.Value, order)),
            signals: labelled.Signals.ToDictionary(column => column.Key, column => Pick(column.Value, order)),
            vectors: Permuted(labelled.Vectors, order));
    }

    private static Dictionary<string, RowVectors> Permuted(IReadOnlyDictionary<string, RowVectors> vectors, int[] order) => vectors.ToDictionary(
        column => column.Key, column => new RowVectors(Rows(column.Value.Values, column.Value.Width, order), column.Value.Width));

    private static Dictionary<string, ImmutableArray<double>> Signals(Random random, int count, IEnumerable<string> names) => names.ToDictionary(
        name => name, _ => Enumerable.Range(0, count).Select(_ => 0.01 + (0.6 * random.NextDouble())).ToImmutableArray());

    private static Dictionary<string, RowVectors> Vectors(Random random, int count) => new()
    {
        [ColumnNames.Gradient] = new RowVectors(Rows(random, count, 6, blobs: true), 6),
        [ColumnNames.ClassProbabilities] = new RowVectors(Distributions(random, count, 3), 3),
        [ColumnNames.ClassMixtures] = new RowVectors(Distributions(random, count * 3, 3), 9),
    };

    /// <summary>Rows that each sum to 1; shape <c>[rows * classes]</c>.</summary>
    public static float[] Distributions(Random random, int rows, int classes)
    {
        var values = new float[rows * classes];
        for (var row = 0; row < rows; row++)
        {
            var span = values.AsSpan(row * classes, classes);
            for (var c = 0; c < classes; c++)
            {
                span[c] = (float)-Math.Log(1 - random.NextDouble());
            }

            var total = 0f;
            foreach (var value in span)
            {
                total += value;
            }

            for (var c = 0; c < classes; c++)
            {
                span[c] /= total;
            }
        }

        return values;
    }

    private static ImmutableArray<T> Pick<T>(ImmutableArray<T> values, int[] order) => [.. order.Select(i => values[i])];

    private static float[] Rows(ReadOnlyMemory<float> rows, int width, int[] order) =>
        [.. order.SelectMany(i => rows.Slice(i * width, width).ToArray())];
}
