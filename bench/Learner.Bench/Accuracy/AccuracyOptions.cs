using System.Globalization;

namespace ActiveSeg.Learner.Bench.Accuracy;

/// <summary>What the command line says.</summary>
internal sealed record AccuracyOptions
{
    public const string Usage = """
        accuracy --data DIR --out DIR [options]: trains and tests by patient, one result file a model; goes on where it was stopped
          --folds N         parts of the patients, each tested once (default 5)
          --fold K          only this part, from 0 (default: all)
          --labelled N,…    scans to train on, the first of a random order of the fold's training part (default: all of it)
          --seeds S,…       seeds of weights and patches, and of the order of the training part (default 0)
          --split-seed S    seed of the partition (default 0)
          --warm-from N     start from the weights that a run with --labelled N left in --out, of the same fold and seed
          --steps N         optimiser steps at most (default: as the trainer suggests)
          --mirror-lr       left and right may be exchanged, in training and in scoring
          --threads N       (default 2)
        """;

    public string DataFolder { get; init; } = "";

    public string OutFolder { get; init; } = "";

    public int Folds { get; init; } = 5;

    public int? Fold { get; init; }

    /// <summary>0: the whole training part.</summary>
    public IReadOnlyList<int> Labelled { get; init; } = [0];

    public IReadOnlyList<int> Seeds { get; init; } = [0];

    public int SplitSeed { get; init; }

    public int? Steps { get; init; }

    /// <summary>Scans that the weights to start from were trained on; none: fresh weights.</summary>
    public int? WarmFrom { get; init; }

    public bool MirrorLeftRight { get; init; }

    public int Threads { get; init; } = 2;

    public static AccuracyOptions Parse(IReadOnlyList<string> args)
    {
        var options = new AccuracyOptions();
        for (var at = 0; at < args.Count; at++)
        {
            if (args[at] == "--mirror-lr")
            {
                options = options with { MirrorLeftRight = true };
                continue;
            }

            var value = at + 1 < args.Count ? args[at + 1] : throw new ArgumentException($"{args[at]} is unknown or needs a value\n{Usage}");
            options = args[at++] switch
            {
                "--data" => options with { DataFolder = value },
                "--out" => options with { OutFolder = value },
                "--folds" => options with { Folds = Number(value) },
                "--fold" => options with { Fold = Number(value) },
                "--labelled" => options with { Labelled = Numbers(value) },
                "--seeds" => options with { Seeds = Numbers(value) },
                "--split-seed" => options with { SplitSeed = Number(value) },
                "--warm-from" => options with { WarmFrom = Number(value) },
                "--steps" => options with { Steps = Number(value) },
                "--threads" => options with { Threads = Number(value) },
                _ => throw new ArgumentException($"{args[at - 1]} is unknown\n{Usage}"),
            };
        }

        return options is { DataFolder.Length: > 0, OutFolder.Length: > 0, Folds: >= 2 }
            ? options
            : throw new ArgumentException(Usage);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static int[] Numbers(string text) => [.. text.Split(',').Select(Number)];
}
