using System.Diagnostics;
using ActiveSeg.Imaging.Datasets;
using ActiveSeg.Nets;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Scoring;
using ActiveSeg.Nets.Training;
using ActiveSeg.Volumes.Overlap;

namespace ActiveSeg.Learner.Bench.Accuracy;

/// <summary>Trains one model and tests it.</summary>
internal sealed class ModelRun(Dataset dataset, IReadOnlyDictionary<string, CaseReading.Accepted> scans, AccuracyOptions options)
{
    private readonly StructureSchema _schema = new([.. dataset.Structures.Select(s => new Structure(s.Key, s.Value))]);

    public ModelResult Run(PatientFolds folds, int fold, int labelled, int seed, string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var training = folds.Training(fold, labelled, seed);
        var checkpoint = Directory.CreateDirectory(Path.Combine(options.OutFolder, "checkpoint")).FullName;
        var settings = new TrainingOptions
        {
            MaxSteps = options.Steps,
            Seed = seed,
            Threads = options.Threads,
            CheckpointFolder = checkpoint,
            CheckpointEverySteps = 50,
            Augmentation = new Augmentation { MirrorLeftRight = options.MirrorLeftRight },
        };
        StartingWeights? start = options.WarmFrom is { } from
            ? ModelResult.WeightsOf(Path.Combine(options.OutFolder, ModelResult.NameOf(fold, from, seed) + ".json"))
            : null;
        var outcome = Segmenter.Train(
            [.. training.Select(c => TrainingCase.Of(c.CaseId, scans[c.CaseId].Image, scans[c.CaseId].Labels!) with { Group = c.PatientId })],
            _schema, settings, start, new Progress(name), CancellationToken.None);
        outcome.Weights.Save(Path.ChangeExtension(path, ".safetensors"));
        var clock = Stopwatch.StartNew();
        using var segmenter = SegmenterOf(outcome.Weights);
        List<CaseResult> cases = [.. folds.Test(fold).Select(c => Test(segmenter, c).Result)];
        return new ModelResult(
            fold, training.Count, seed, outcome.Steps, $"{outcome.Reason}", outcome.Elapsed.TotalSeconds, clock.Elapsed.TotalSeconds,
            $"{outcome.Weights.Plan}", [.. training.Select(c => c.CaseId)], cases);
    }

    public Segmenter SegmenterOf(TrainedWeights weights) => new(weights, new ScoringOptions
    {
        Threads = options.Threads,
        Mirrors = options.MirrorLeftRight ? [PatientAxis.LeftRight] : [],
    });

    /// <summary>Scores a scan and holds the prediction against its mask.</summary>
    public (CaseResult Result, ScanScore Score) Test(Segmenter segmenter, DatasetCase c)
    {
        var score = segmenter.Score(c.CaseId, scans[c.CaseId].Image, scans[c.CaseId].Labels!, CancellationToken.None);
        var structures = _schema.Structures.Select(s =>
        {
            var overlap = OverlapMetrics.Compare(score.Prediction, scans[c.CaseId].Labels!, s.Label);
            return new StructureResult(s.Name, overlap.Dice, overlap.Hd95Mm, overlap.AssdMm, overlap.AreaErrorMm2);
        });
        return (new CaseResult(c.CaseId, c.PatientId, [.. structures], new Dictionary<string, double>(score.ToNamed())), score);
    }

    private sealed class Progress(string name) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step % 50 == 0)
            {
                Console.Error.WriteLine($"{name}: step {value.Step} of {value.Steps}, loss {value.Loss:f3}, {value.StepsPerSecond:f2} steps/s");
            }
        }
    }
}
