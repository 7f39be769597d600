using System.Collections.Immutable;
using System.Diagnostics;
using ActiveSeg.Lab.Cases;
using ActiveSeg.Nets;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Scoring;
using ActiveSeg.Nets.Training;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Lab.Learners.Networks;

/// <summary>The U-Net that the trainer trains, from fresh weights in every round.</summary>
/// <remarks>
/// <para>Labelled scans of different policies share first weights and augmentation stream, for both come from the seed alone.</para>
/// <para>Scans are scored in float32 on every machine, so that a run can go on elsewhere.</para>
/// <para>Threading: one training or scoring at a time, for tensors share their threads.</para>
/// </remarks>
internal sealed class UNetLearner(UNetOptions options) : ILearner
{
    public string Name => "unet";

    public int MostAtOnce => 1;

    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("steps", $"{options.Steps}"),
        new("mirror_left_right", options.MirrorLeftRight ? "yes" : "no"),
        new("dropout_passes", $"{options.DropoutPasses}"),
        new("members", $"{options.Members}"),
    ];

    public LearnedRound Learn(CaseSet cases, IReadOnlyList<string> labelled, int seed, bool describes, CancellationToken token)
    {
        var schema = new StructureSchema([.. cases.Structures.Select(s => new Structure(s.Key, s.Value))]);
        var outcome = Segmenter.Train(
            [.. labelled.Select(id => TrainingCase.Of(id, cases.All[id].Image, cases.All[id].Labels) with { Group = cases.All[id].Patient })],
            schema,
            new TrainingOptions
            {
                MaxSteps = options.Steps,
                Seed = seed,
                Threads = options.Threads,
                Members = options.Members,
                Augmentation = new Augmentation { MirrorLeftRight = options.MirrorLeftRight },
            },
            null,
            null,
            token);
        var clock = Stopwatch.StartNew();
        ImmutableArray<PatientAxis> mirrors = options.MirrorLeftRight ? [PatientAxis.LeftRight] : [];
        var plain = new ScoringOptions { Threads = options.Threads, Mirrors = mirrors, HalfPrecision = false };
        ImmutableArray<TestScore> test;
        using (var segmenter = new Segmenter(outcome.Weights, plain))
        {
            test = [.. cases.Test.SelectMany(c => ScoresOf(c, segmenter.Score(c.Id, c.Image, token).Prediction, cases.Structures))];
        }

        var pool = describes ? PoolOf(cases, outcome.Weights, plain with { DropoutPasses = options.DropoutPasses }, token) : null;
        return new LearnedRound(outcome.Steps, $"{outcome.Reason}", outcome.Elapsed.TotalSeconds, clock.Elapsed.TotalSeconds, test, pool);
    }

    internal static IEnumerable<TestScore> ScoresOf(LabCase c, LabelMap prediction, ImmutableSortedDictionary<byte, string> structures)
    {
        var (predicted, truth) = (prediction.Labels, c.Labels.Labels);
        return structures.Select(s => new TestScore(c.Id, s.Value, MaskDice.Of(predicted, truth, s.Key)));
    }

    private static Description Describe(
        LabCase c, Segmenter segmenter, ImmutableSortedDictionary<byte, string> structures, CancellationToken token)
    {
        var score = segmenter.Score(c.Id, c.Image, token);
        var named = score.ToNamed().Select(s => (Name: s.Key.Replace('.', '_'), s.Value))
            .Where(s => score.Uncertainty.Passes > 1 || !ColumnNames.OfSeveralPasses.Any(start => s.Name.StartsWith(start, StringComparison.Ordinal)))
            .ToImmutableSortedDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal);
        return new Description(score.Embedding, score.Gradient, named, ScoresOf(c, score.Prediction, structures).Average(s => s.Dice));
    }

    private static PoolDescription PoolOf(CaseSet cases, TrainedWeights weights, ScoringOptions options, CancellationToken token)
    {
        using var describer = new Segmenter(weights, options);
        var scores = cases.Pool.Select(c => Describe(c, describer, cases.Structures, token)).ToArray();
        var (width, gradient) = (scores[0].Embedding.Length, scores[0].Gradient.Length);
        return new PoolDescription(
            [.. cases.Pool.Select(c => c.Id)],
            width,
            [.. scores.SelectMany(s => s.Embedding)],
            scores[0].Signals.Keys.ToImmutableSortedDictionary(
                name => name, name => scores.Select(s => s.Signals[name]).ToImmutableArray(), StringComparer.Ordinal),
            ImmutableSortedDictionary.Create<string, RowVectors>(StringComparer.Ordinal)
                .Add(ColumnNames.Gradient, new RowVectors(scores.SelectMany(s => s.Gradient).ToArray(), gradient)),
            [.. scores.Select(s => s.Dice)]);
    }

    private sealed record Description(
        ImmutableArray<float> Embedding, ImmutableArray<float> Gradient, ImmutableSortedDictionary<string, double> Signals, double Dice);
}
