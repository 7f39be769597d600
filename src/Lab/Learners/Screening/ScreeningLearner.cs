using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics.Tensors;
using ActiveSeg.Lab.Cases;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Lab.Learners.Screening;

/// <summary>A learner of seconds a round: features frozen before any label, and ridge models on them, on a coarse grid.</summary>
/// <remarks>
/// <para>For screening policies, not for claims: its Dice is that of masks on the coarse grid, and no number of it stands beside a network's.</para>
/// <para>The committee's first member counts every labelled scan once; the others count them by a Poisson bootstrap (Oza and Russell, 2001).</para>
/// <para>Threading: several calls at once share the prepared scans.</para>
/// </remarks>
internal sealed class ScreeningLearner(ScreeningOptions options) : ILearner
{
    private readonly Lock _gate = new();
    private Prepared? _prepared;

    public string Name => "screening";

    public int MostAtOnce => 64;

    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("voxels", $"{options.Voxels}"),
        new("words", $"{options.Words}"),
        new("members", $"{options.Members}"),
        new("ridge", $"{options.Ridge:g}"),
    ];

    public LearnedRound Learn(CaseSet cases, IReadOnlyList<string> labelled, int seed, bool describes, CancellationToken token)
    {
        var prepared = Prepare(cases, token);
        var clock = Stopwatch.StartNew();
        var models = Train(prepared, labelled, seed);
        var training = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var test = new TestScore[cases.Test.Length][];
        var rows = new ScreenedScan[describes ? cases.Pool.Length : 0];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = token };
        Parallel.For(0, test.Length, parallel, i => test[i] = [.. TestScores(prepared, models, cases.Test[i].Id)]);
        Parallel.For(0, rows.Length, parallel, i => rows[i] = ScreenedScan.Of(prepared, models, cases.Pool[i].Id, prepared.Structures));
        return new LearnedRound(
            0, "closed form", training, clock.Elapsed.TotalSeconds, [.. test.SelectMany(t => t)], describes ? PoolOf(cases, rows) : null);
    }

    /// <summary>Mean Dice over test scans and structures, and nothing else: what a greedy oracle asks for.</summary>
    public double MeanDice(CaseSet cases, IReadOnlyList<string> labelled, int seed, CancellationToken token)
    {
        var prepared = Prepare(cases, token);
        var models = Train(prepared, labelled, seed);
        var means = new double[cases.Test.Length];
        Parallel.For(
            0, means.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = token },
            i => means[i] = TestScores(prepared, models, cases.Test[i].Id).Average(t => t.Dice));
        return means.Average();
    }

    private RidgeModel[] Train(Prepared prepared, IReadOnlyList<string> labelled, int seed)
    {
        var moments = labelled.Select(prepared.MomentsOf).ToArray();
        var models = new RidgeModel[options.Members];
        for (var m = 0; m < models.Length; m++)
        {
            var counts = m == 0 ? [.. labelled.Select(_ => 1.0)] : Bootstrap(labelled, seed, m);
            models[m] = RidgeModel.Solve(moments, counts, prepared.Features.Width, options.Ridge);
        }

        return models;
    }

    // The count belongs to the scan, not to its place, so that policies which label the same scan share its draw.
    private static double[] Bootstrap(IReadOnlyList<string> labelled, int seed, int member)
    {
        var counts = labelled.Select(id => (double)Poisson(new Random(HashOf(id, seed, member)))).ToArray();
        return counts.Any(c => c > 0) ? counts : Array.ConvertAll(counts, _ => 1.0);
    }

    private static int HashOf(string id, int seed, int member)
    {
        var hash = unchecked((uint)((seed * 1_000_003) + (member * 7919)));
        foreach (var letter in id)
        {
            hash = unchecked((hash ^ letter) * 16777619);
        }

        return (int)(hash & int.MaxValue);
    }

    private static int Poisson(Random random)
    {
        var (limit, product, count) = (Math.Exp(-1), random.NextDouble(), 0);
        while (product > limit)
        {
            product *= random.NextDouble();
            count++;
        }

        return count;
    }

    private static IEnumerable<TestScore> TestScores(Prepared prepared, RidgeModel[] models, string id)
    {
        var (scan, features) = (prepared.Scans[id], prepared.FeaturesOf(id));
        var mean = new float[prepared.Classes * scan.Size.Count];
        foreach (var model in models)
        {
            TensorPrimitives.Add(mean, model.Predict(features, prepared.Features.Width), mean);
        }

        var predicted = ScreenedScan.Likeliest(mean, scan.Size.Count);
        return prepared.Structures.Select((name, s) => new TestScore(id, name, MaskDice.Of(predicted, scan.Classes, (byte)(s + 1))));
    }

    private static PoolDescription PoolOf(CaseSet cases, ScreenedScan[] rows) => new(
        [.. cases.Pool.Select(c => c.Id)],
        rows[0].Embedding.Length,
        [.. rows.SelectMany(r => r.Embedding)],
        rows[0].Signals.Keys.ToImmutableSortedDictionary(
            name => name, name => rows.Select(r => r.Signals[name]).ToImmutableArray(), StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, RowVectors>(StringComparer.Ordinal)
            .Add(ColumnNames.ClassProbabilities, Vectors(rows, r => r.Probabilities))
            .Add(ColumnNames.ClassMixtures, Vectors(rows, r => r.Mixtures))
            .Add(ColumnNames.Gradient, Vectors(rows, r => r.Gradient)),
        [.. rows.Select(r => r.Dice)]);

    private static RowVectors Vectors(ScreenedScan[] rows, Func<ScreenedScan, float[]> of) =>
        new(rows.SelectMany(of).ToArray(), of(rows[0]).Length);

    private Prepared Prepare(CaseSet cases, CancellationToken token)
    {
        lock (_gate)
        {
            return _prepared ??= Prepared.Of(cases, options, token);
        }
    }
}
