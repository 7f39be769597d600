using System.Globalization;
using ActiveSeg.Imaging.Datasets;

namespace ActiveSeg.Learner.Bench.Accuracy;

/// <summary>Cross-validation by patient and learning curves.</summary>
internal static class AccuracyRun
{
    public static int Run(IReadOnlyList<string> args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var options = AccuracyOptions.Parse(args);
        Directory.CreateDirectory(options.OutFolder);
        var dataset = DatasetFolder.Open(options.DataFolder);
        var reader = new DatasetReader(dataset);
        var scans = dataset.Cases.Select(reader.Read).OfType<CaseReading.Accepted>().Where(c => c.Labels is not null)
            .ToDictionary(c => c.Case.CaseId, StringComparer.Ordinal);
        Console.Error.WriteLine($"{scans.Count} of {dataset.Cases.Length} cases can be used");
        var folds = new PatientFolds(scans.Values.Select(c => c.Case), options.Folds, options.SplitSeed);
        var run = new ModelRun(dataset, scans, options);
        var results = new List<ModelResult>();
        foreach (var labelled in options.Labelled)
        {
            foreach (var seed in options.Seeds)
            {
                foreach (var fold in options.Fold is { } one ? [one] : Enumerable.Range(0, options.Folds))
                {
                    var path = Path.Combine(options.OutFolder, ModelResult.NameOf(fold, labelled, seed, options.WarmFrom) + ".json");
                    var result = ModelResult.TryRead(path);
                    if (result is null)
                    {
                        result = run.Run(folds, fold, labelled, seed, path);
                        result.Write(path);
                        Console.Error.WriteLine($"{Path.GetFileName(path)}: mean Dice {result.MeanDice:f4}, {result.Steps} steps in {result.TrainingSeconds:f0} s");
                    }

                    results.Add(result);
                }
            }
        }

        Console.Write(AccuracyTable.Of(results));
        return 0;
    }
}
