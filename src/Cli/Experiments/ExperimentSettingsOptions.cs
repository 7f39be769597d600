using System.CommandLine;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Experiments;

/// <summary>The options that say what an experiment compares; those left out are the server's to fill in.</summary>
internal sealed class ExperimentSettingsOptions
{
    private readonly Option<string> dataset = new("--dataset")
    {
        Description = "Name of a folder below the trainer's --experiments-root; never a path.",
        Required = true,
    };

    private readonly Option<string?> policies = new("--policies")
    {
        Description = "Names of strategies, joined by commas; NAME+floor puts one on a floor of random picks. Default: random, stratified-random, core-set, typiclust, predictive-entropy.",
    };

    private readonly Option<int> rounds = new("--rounds") { Description = "Batches after the start set. Default: 5." };
    private readonly Option<int> batch = new("--batch") { Description = "Scans a batch. Default: 5." };
    private readonly Option<int> start = new("--start") { Description = "Scans of the start set. Default: as many as a batch." };
    private readonly Option<int> seeds = new("--seeds") { Description = "Seeds: each fixes a start set, first weights and draws for all policies. Default: 5." };
    private readonly Option<string?> learner = new("--learner") { Description = "unet (the trainer's network) or screening (seconds a round). Default: unet." };
    private readonly Option<int> steps = new("--steps") { Description = "U-Net: most optimiser steps of a training. Default: 500." };
    private readonly Option<bool> mirror = new("--mirror-left-right") { Description = "U-Net: mirror left and right." };
    private readonly Option<double> test = new("--test-share") { Description = "Share of the patients locked for tests. Default: 0.3." };
    private readonly Option<int> split = new("--split-seed") { Description = "Decides which patients are locked. Default: 0." };
    private readonly Option<int> noise = new("--noise") { Description = "Measure retraining and start-set noise first, with so many repeats. Default: 0." };

    /// <summary>All options, in the order of the help text.</summary>
    public IEnumerable<Symbol> All => [dataset, policies, rounds, batch, start, seeds, learner, steps, mirror, test, split, noise];

    /// <summary>What a command line asks for.</summary>
    /// <exception cref="CommandException">There is no such learner.</exception>
    public ExperimentSettings Read(CommandScope scope)
    {
        var settings = new ExperimentSettings
        {
            Dataset = scope.Get(dataset),
            Rounds = scope.Get(rounds),
            BatchSize = scope.Get(batch),
            StartSize = scope.Get(start),
            Seeds = scope.Get(seeds),
            Learner = scope.Get(learner) switch
            {
                null => ExperimentLearner.Unspecified,
                "unet" => ExperimentLearner.Unet,
                "screening" => ExperimentLearner.Screening,
                var other => throw new CommandException(ExitCode.Usage, "LEARNER", $"there is no learner '{other}'; there are unet and screening"),
            },
            Steps = scope.Get(steps),
            MirrorLeftRight = scope.Get(mirror),
            TestShare = scope.Get(test),
            SplitSeed = scope.Get(split),
            NoiseRepeats = scope.Get(noise),
        };
        settings.Policies.AddRange((scope.Get(policies) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return settings;
    }
}
