using System.Collections.Immutable;
using ActiveSeg.Policies.Diversity;
using ActiveSeg.Policies.Probabilities;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Select.Bench;

/// <summary>What is measured: each method makes ready what a server has at hand, and gives back what is timed.</summary>
internal static class Methods
{
    private const int BatchSize = 100;

    private static readonly ImmutableArray<Method> All =
    [
        new("k-centre", "core-set", 0.6, 15, ["kcenter-alipy", "kcenter-skactiveml", "kcenter-deepal", "kcenter-distil"]),
        new("k-means", "kmeans-clusters", 0.5, null, ["kmeans-sklearn", "kmeans-minibatch", "kmeans-faiss"]),
        new("typiclust", "typiclust", 3, 15, ["typiclust-authors", "typiclust-skactiveml"]),
        new("probcover", "probcover", 5, null, ["probcover-authors", "probcover-skactiveml"]),
        new("probcover-radius", "probcover", 5, null, []),
        new("facility-location", "facility-location", 5, null, ["facloc-apricot-knn100", "facloc-apricot-lazy"]),
        new("badge", "badge-factored", 0.5, 15, ["badge-skactiveml", "badge-distil"]),
        new("entropy", "predictive-entropy", null, null, ["entropy-modal", "entropy-skactiveml", "entropy-baal", "entropy-alipy"]),
        new("bald", "bald", 0.02, null, ["bald-baal", "bald-skactiveml"]),
        new("cluster-margin", "cluster-margin", 5, null, ["clustermargin-scipy"]),
    ];

    public static ImmutableArray<string> Names => [.. All.Select(method => method.Name)];

    public static Method Named(string name) => All.FirstOrDefault(method => method.Name == name)
        ?? throw new ArgumentException($"there is no method '{name}'; there are {string.Join(", ", Names)}, and strategy:NAME");

    /// <summary>The timed call; gives the places of the picks.</summary>
    public static Func<int[]> Prepare(string name, BenchPool pool)
    {
        if (name.StartsWith("strategy:", StringComparison.Ordinal))
        {
            return WithMadeUpSignals(StrategyCatalogue.Named(name["strategy:".Length..]), pool);
        }

        var strategy = StrategyCatalogue.Named(Named(name).Strategy);
        switch (name)
        {
            case "entropy":
                var probabilities = pool.Probabilities();
                return Scored(strategy, pool, () => ProbabilityScores.Entropy(probabilities, BenchPool.Classes));
            case "bald":
                var passes = pool.PassProbabilities();
                return Scored(strategy, pool, () => ProbabilityScores.MutualInformation(passes, BenchPool.Passes, BenchPool.Classes));
            case "cluster-margin":
                var margins = ProbabilityScores.Margin(pool.Probabilities(), BenchPool.Classes);
                return Chosen(strategy, pool.Columns(Signal(ColumnNames.MarginForeground, margins)));
            case "badge":
                return Chosen(strategy, pool.Columns(vectors: Vector(ColumnNames.ClassProbabilities, pool.Probabilities(), BenchPool.Classes)));
            case "probcover":
                // The peers are given this radius; choosing one is timed in probcover-radius.
                return Chosen(new ProbCover(pool.PeersRadius() ?? throw new FileNotFoundException(
                    "delta.json: the peers' radius is missing; a run of a probcover peer writes it")), pool.Columns());
            default:
                return Chosen(strategy, pool.Columns());
        }
    }

    private static Func<int[]> Chosen(IQueryStrategy strategy, PoolColumns columns) =>
        () => [.. strategy.Select(columns, new SelectionRequest(BatchSize, 1)).Picks.Select(pick => pick.Scan)];

    /// <summary>Scores first, then the pool's columns with them, then the strategy: all are timed.</summary>
    private static Func<int[]> Scored(IQueryStrategy strategy, BenchPool pool, Func<float[]> score)
    {
        var signal = strategy.Needs.Signals.Single();
        var keys = pool.Columns().StableKeys;
        return () => Chosen(strategy, new PoolColumns(keys, signals: Signal(signal, score())))();
    }

    private static Func<int[]> WithMadeUpSignals(IQueryStrategy strategy, BenchPool pool)
    {
        var needs = strategy.Needs;
        double[] Draws(string name, int count)
        {
            var offset = name.Sum(letter => letter) * 31;
            return [.. Enumerable.Range(0, count).Select(i => ((BenchPool.KeyOf(i + offset) >> 11) + 0.5) * (1.0 / (1UL << 53)))];
        }

        ImmutableDictionary<string, ImmutableArray<double>> Signals(IEnumerable<string> names, int count) =>
            names.ToImmutableDictionary(name => name, name => Draws(name, count).ToImmutableArray());
        ImmutableDictionary<string, RowVectors> Vectors(int count) => needs.Vectors.ToImmutableDictionary(
            name => name, name => new RowVectors(Simplex(Draws(name, count * WidthOf(name))), WidthOf(name)));
        return Chosen(strategy, pool.Columns(
            Signals(needs.Signals.Concat(needs.LabelledSignals).Distinct(), pool.OpenCount),
            Vectors(pool.OpenCount),
            Signals(needs.LabelledSignals, pool.Labelled.Length),
            Vectors(pool.Labelled.Length)));
    }

    /// <summary>A row of probabilities a scan; of class mixtures a row for each class.</summary>
    private static int WidthOf(string vector) =>
        vector == ColumnNames.ClassMixtures ? BenchPool.Classes * BenchPool.Classes : BenchPool.Classes;

    private static float[] Simplex(double[] draws)
    {
        var rows = new float[draws.Length];
        for (var from = 0; from < draws.Length; from += BenchPool.Classes)
        {
            var total = draws.AsSpan(from, BenchPool.Classes).ToArray().Sum();
            for (var c = 0; c < BenchPool.Classes; c++)
            {
                rows[from + c] = (float)(draws[from + c] / total);
            }
        }

        return rows;
    }

    private static ImmutableDictionary<string, ImmutableArray<double>> Signal(string name, float[] values) =>
        ImmutableDictionary<string, ImmutableArray<double>>.Empty.Add(name, [.. values]);

    private static ImmutableDictionary<string, RowVectors> Vector(string name, float[] values, int width) =>
        ImmutableDictionary<string, RowVectors>.Empty.Add(name, new RowVectors(values, width));
}
