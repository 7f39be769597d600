using System.CommandLine;
using ActiveSeg.Lab.Cases;
using ActiveSeg.Lab.Experiments;
using ActiveSeg.Lab.Experiments.Noise;
using ActiveSeg.Lab.Learners;
using ActiveSeg.Lab.Learners.Networks;
using ActiveSeg.Lab.Learners.Screening;
using ActiveSeg.Lab.Report;

namespace ActiveSeg.Lab.Commands;

/// <summary><c>activeseg compare</c>: policies against each other on a labelled dataset.</summary>
internal sealed class CompareVerb
{
    private readonly Option<string> _data = new("--data") { Description = "Folder of a labelled dataset (Decathlon or nnU-Net layout).", Required = true };
    private readonly Option<string> _out = new("--out") { Description = "Folder of the results; a run that was stopped goes on there.", Required = true };
    private readonly Option<string> _policies = new("--policies")
    {
        Description = "Names of strategies, joined by commas; NAME+floor puts one on a floor of random picks.",
        DefaultValueFactory = _ => "random,stratified-random,core-set,typiclust,predictive-entropy",
    };

    private readonly Option<string?> _baseline = new("--baseline") { Description = "Policy that the report compares the others with. Default: random, else the first." };
    private readonly Option<int> _rounds = Number("--rounds", "Batches after the start set.", 5);
    private readonly Option<int> _batch = Number("--batch", "Scans a batch.", 5);
    private readonly Option<int> _start = Number("--start", "Scans of the start set; 0: as many as a batch.", 0);
    private readonly Option<int> _seeds = Number("--seeds", "Seeds: each fixes a start set, first weights and draws for all policies.", 5);
    private readonly Option<string> _learner = new("--learner")
    {
        Description = "unet (the trainer's network) or screening (frozen features and ridge, seconds a round).",
        DefaultValueFactory = _ => "unet",
    };

    private readonly Option<double> _test = new("--test-share") { Description = "Share of the patients locked for tests.", DefaultValueFactory = _ => 0.3 };
    private readonly Option<int> _split = Number("--split-seed", "Decides which patients are locked.", 0);
    private readonly Option<int> _most = Number("--cases", "Most cases that are read; 0: all.", 0);
    private readonly Option<string?> _strata = new("--strata") { Description = "Table with case_id and one column a stratum." };
    private readonly Option<int> _steps = Number("--steps", "U-Net: most optimiser steps of a training.", 500);
    private readonly Option<bool> _mirror = new("--mirror-left-right") { Description = "U-Net: mirror left and right." };
    private readonly Option<int> _passes = Number("--dropout-passes", "U-Net: passes for signals that need several.", 3);
    private readonly Option<int> _noise = Number("--noise", "Measure retraining and start-set noise first, with so many repeats.", 0);
    private readonly Option<int> _voxels = Number("--voxels", "Screening: most voxels of a scan's working grid; half a kilobyte of memory each.", 12_000);
    private readonly Option<int> _words = Number("--words", "Screening: words of the dictionary of patches.", 192);
    private readonly Option<int> _parallel = Number("--parallel", "Cells at once (screening only).", 1);
    private readonly Option<int> _threads = Number("--threads", "Threads of the learner.", 2);
    private readonly Option<double> _minutes = new("--minutes-per-scan") { Description = "Expert minutes a scan takes.", DefaultValueFactory = _ => 5 };

    public static Command Create() => new CompareVerb().ToCommand();

    private Command ToCommand()
    {
        var command = new Command("compare", "Compares query strategies on a labelled dataset: same start sets, weights and test patients for all.");
        foreach (var option in new Option[]
        {
            _data, _policies, _baseline, _rounds, _batch, _seeds, _out, _start, _learner, _test, _split, _most, _strata, _steps, _mirror, _passes, _voxels, _words, _noise,
            _parallel, _threads, _minutes,
        })
        {
            command.Add(option);
        }

        command.SetAction((parsed, token) => Task.FromResult(Guard.Run(() => Run(parsed, token))));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken token)
    {
        var options = OptionsOf(parsed);
        ILearner learner = parsed.GetValue(_learner) switch
        {
            "screening" => new ScreeningLearner(new ScreeningOptions(parsed.GetValue(_voxels), parsed.GetValue(_words), Threads: options.Threads)),
            "unet" => new UNetLearner(new UNetOptions(
                parsed.GetValue(_steps), parsed.GetValue(_mirror), parsed.GetValue(_passes), 1, options.Threads)),
            var other => throw new LabException("CONFIGURATION", $"there is no learner '{other}'; there are unet and screening"),
        };
        var cases = CaseSet.Open(options.DataFolder, options.TestShare, options.SplitSeed, options.MostCases, options.StrataFile);
        foreach (var refused in cases.Refused)
        {
            Console.Error.WriteLine($"left out: {refused}");
        }

        Console.Error.WriteLine(
            $"{cases.Name}: {cases.Pool.Length} scans in the pool, {cases.Test.Length} locked for tests; {options.Policies.Length} policies, {options.Seeds} seeds");
        var run = new ExperimentRun(cases, learner, options, Console.Error, TimeProvider.System);
        if (options.NoiseRepeats > 1)
        {
            run.Begin(token);
            new NoiseRun(cases, learner, options, Console.Error).Run(token);
        }

        var results = run.Run(token);
        ResultFiles.Write(results, options.OutFolder);
        Console.WriteLine($"{Path.Combine(options.OutFolder, "report.html")}: {options.Policies.Length} policies, {results.Unfinished.Length} cells unfinished");
        return 0;
    }

    private CompareOptions OptionsOf(ParseResult parsed)
    {
        var options = new CompareOptions
        {
            DataFolder = parsed.GetValue(_data)!,
            OutFolder = Path.GetFullPath(parsed.GetValue(_out)!),
            Policies = [.. parsed.GetValue(_policies)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.Ordinal)],
            Baseline = parsed.GetValue(_baseline),
            Rounds = parsed.GetValue(_rounds),
            BatchSize = parsed.GetValue(_batch),
            StartSize = parsed.GetValue(_start),
            Seeds = parsed.GetValue(_seeds),
            TestShare = parsed.GetValue(_test),
            SplitSeed = parsed.GetValue(_split),
            MostCases = parsed.GetValue(_most),
            StrataFile = parsed.GetValue(_strata),
            NoiseRepeats = parsed.GetValue(_noise),
            Parallel = parsed.GetValue(_parallel),
            Threads = parsed.GetValue(_threads),
            MinutesPerScan = parsed.GetValue(_minutes),
        };
        Require(options.Policies.Length > 0, "--policies names none");
        Require(
            options.Baseline is null || (options.Policies.Contains(options.Baseline) && options.Baseline != GreedyOracle.PolicyName),
            $"--baseline is one of the --policies, and not {GreedyOracle.PolicyName}");
        Require(options.Rounds >= 1 && options.BatchSize >= 1 && options.Seeds >= 1, "--rounds, --batch and --seeds are at least 1");
        Require(options.StartSize >= 0 && options.MostCases >= 0 && options.NoiseRepeats >= 0, "--start, --cases and --noise are at least 0");
        Require(options.Parallel >= 1 && options.Threads >= 1, "--parallel and --threads are at least 1");
        Require(parsed.GetValue(_voxels) >= 64 && parsed.GetValue(_words) >= 2, "--voxels is at least 64, --words at least 2");
        Require(options.TestShare is > 0 and < 1, "--test-share lies between 0 and 1");
        Require(parsed.GetValue(_steps) >= 1 && parsed.GetValue(_passes) >= 0, "--steps is at least 1, --dropout-passes at least 0");
        return options;
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new LabException("CONFIGURATION", message);
        }
    }

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = $"{description} Default: {value}.", DefaultValueFactory = _ => value };
}
