using System.Globalization;
using ActiveSeg.Imaging.Datasets;
using ActiveSeg.Learner.Bench.Accuracy;
using ActiveSeg.Nets.Calibration;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Learner.Bench.Review;

/// <summary>Scores the tested scans of finished accuracy runs anew: calibration, prediction of failure, pictures of the best, the middle and the
/// worst scan. Models of one fold and number of scans with different seeds are scored as an ensemble.</summary>
internal static class ReviewRun
{
    public const string Usage = "review --data DIR --out DIR [--mirror-lr] [--threads 2]: calibration and pictures of the models that accuracy left in --out; seeds of a fold become an ensemble";

    public static int Run(IReadOnlyList<string> args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var options = AccuracyOptions.Parse(args);
        var dataset = DatasetFolder.Open(options.DataFolder);
        var scans = dataset.Cases.Select(new DatasetReader(dataset).Read).OfType<CaseReading.Accepted>().Where(c => c.Labels is not null)
            .ToDictionary(c => c.Case.CaseId, StringComparer.Ordinal);
        var run = new ModelRun(dataset, scans, options);
        var tally = default(CalibrationTally);
        var tested = new List<(CaseResult Result, LabelMap Prediction, TrainedWeights Weights)>();
        var reviewed = new List<ModelResult>();
        foreach (var models in Directory.EnumerateFiles(options.OutFolder, "fold*.json").Order(StringComparer.Ordinal).GroupBy(OfSeed, StringComparer.Ordinal))
        {
            var results = models.Select(path => ModelResult.TryRead(path)!).ToList();
            var weights = TrainedWeights.Join([.. models.Select(ModelResult.WeightsOf)]);
            using var segmenter = run.SegmenterOf(weights);
            var cases = new List<CaseResult>();
            foreach (var c in results[0].Cases)
            {
                var (result, score) = run.Test(segmenter, scans[c.Case].Case);
                (tally ??= new CalibrationTally(score.Calibration!.Classes)).Merge(score.Calibration!);
                tested.Add((result, score.Prediction, weights));
                cases.Add(result);
            }

            reviewed.Add(results[0] with { Cases = cases, TrainingSeconds = results.Sum(r => r.TrainingSeconds) });
            Console.Error.WriteLine($"{models.Key}: {weights.Members} networks, mean Dice {reviewed[^1].MeanDice:f4}");
        }

        if (tally is null)
        {
            Console.Error.WriteLine($"{options.OutFolder} holds no finished model of accuracy");
            return 1;
        }

        Console.Write(AccuracyTable.Of(reviewed));
        Console.WriteLine($"{tested.Count} tested scans; voxels near structures: ECE {tally.ExpectedCalibrationError:f4}, Brier {tally.Brier:f4}, NLL {tally.Nll:f4}, accuracy {tally.Accuracy:f4}");
        foreach (var bin in tally.Bins.Where(b => b.Count > 0))
        {
            Console.WriteLine($"  confidence {bin.MeanConfidence:f3}: right {bin.Accuracy:f3} of {bin.Count}");
        }

        Failures("scans", [.. tested.Select(t => (t.Result.Signals["predicted_dice"], t.Result.MeanDice))]);
        Failures("structures", [.. tested.SelectMany(t => t.Result.Structures.Select(s => (t.Result.Signals[$"predicted_dice.{s.Structure}"], s.Dice)))]);
        var rising = tested.OrderBy(t => t.Result.MeanDice).ToList();
        foreach (var (name, at) in ((string, int)[])[("worst", 0), ("median", rising.Count / 2), ("best", rising.Count - 1)])
        {
            var (result, prediction, weights) = rising[at];
            var path = Path.Combine(options.OutFolder, $"{name}.png");
            Overlay.Write(path, scans[result.Case].Image, scans[result.Case].Labels!, prediction, weights.Plan.SliceAxis);
            Console.WriteLine($"{name}: {result.Case}, mean Dice {result.MeanDice:f4}, {path}");
        }

        return 0;
    }

    /// <summary>Name of a file without its seed: networks that differ in nothing else are one ensemble.</summary>
    private static string OfSeed(string path) => Path.GetFileName(path).Split("-seed")[0];

    private static void Failures(string what, (double Predicted, double Dice)[] pairs)
    {
        var judged = FailurePrediction.Of([.. pairs.Select(p => -p.Predicted)], [.. pairs.Select(p => p.Dice)]);
        var auroc = judged.Auroc is { } a ? $"{a.Area:f3} ({a.Low:f3} to {a.High:f3}; {a.Failures} failures)" : "not defined, no failure or no success";
        Console.WriteLine(
            $"predicted Dice of {pairs.Length} {what}: off by {pairs.Average(p => Math.Abs(p.Predicted - p.Dice)):f3}, rank correlation {-judged.Spearman:f3}; "
            + $"AUROC of Dice < {FailurePrediction.FailedBelow}: {auroc}; excess AURC {judged.ExcessAurc:f4}");
    }
}
