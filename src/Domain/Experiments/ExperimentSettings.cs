using System.Collections.Immutable;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Domain.Experiments;

/// <summary>What an experiment compares, and on what.</summary>
[GenerateSerializer, Immutable, Alias("activeseg.experiment-settings")]
public sealed record ExperimentSettings
{
    /// <summary>Name of a folder below the trainers' folder of datasets; never a path.</summary>
    [Id(0)]
    public required string Dataset { get; init; }

    /// <summary>Names of query strategies; a name that ends in "+floor" puts one on a floor of random picks. Default: the baselines.</summary>
    [Id(1)]
    public ImmutableArray<string> Policies { get; init; } = ["random", "stratified-random", "core-set", "typiclust", "predictive-entropy"];

    /// <summary>Batches after the start set. Range: 1 to 1,000. Default: 5.</summary>
    [Id(2)]
    public int Rounds { get; init; } = 5;

    /// <summary>Scans a batch. Range: 1 to 10,000. Default: 5.</summary>
    [Id(3)]
    public int BatchSize { get; init; } = 5;

    /// <summary>Scans of the start set; 0: as many as a batch. Range: 0 to 10,000. Default: 0.</summary>
    [Id(4)]
    public int StartSize { get; init; }

    /// <summary>Seeds: each fixes a start set, first weights and draws for all policies. Range: 1 to 100. Default: 5.</summary>
    [Id(5)]
    public int Seeds { get; init; } = 5;

    /// <summary>What predicts masks. Default: the U-Net.</summary>
    [Id(6)]
    public ExperimentLearner Learner { get; init; }

    /// <summary>U-Net: optimiser steps of a training at most. Range: 1 to 1,000,000. Default: 500.</summary>
    [Id(7)]
    public int Steps { get; init; } = 500;

    /// <summary>U-Net: whether left and right may be exchanged. Default: no.</summary>
    [Id(8)]
    public bool MirrorLeftRight { get; init; }

    /// <summary>Share of the patients locked for tests. Range: above 0, below 1. Default: 0.3.</summary>
    [Id(9)]
    public double TestShare { get; init; } = 0.3;

    /// <summary>Decides which patients are locked. Default: 0.</summary>
    [Id(10)]
    public int SplitSeed { get; init; }

    /// <summary>Retrainings and start sets by which noise is measured first; 0 or 1: none. Range: 0 to 1,000. Default: 0.</summary>
    [Id(11)]
    public int NoiseRepeats { get; init; }

    /// <summary>Trainings in all, counted by policy, seed and round; those that policies share count for each.</summary>
    public int RoundsTotal => checked(Policies.Length * Seeds * (Rounds + 1));

    /// <summary>Names what is wrong with the settings.</summary>
    /// <param name="strategies">Names of the strategies that there are.</param>
    /// <returns>Empty when they are usable.</returns>
    public ImmutableArray<string> Problems(IReadOnlyCollection<string> strategies)
    {
        const string floor = "+floor";
        var found = ImmutableArray.CreateBuilder<string>();
        void Check(bool ok, string problem)
        {
            if (!ok)
            {
                found.Add(problem);
            }
        }

        Check(
            Names.IsPlain(Dataset, 100),
            $"dataset: '{Dataset}' is not 1 to 100 letters, digits, '-', '_' and '.', starting with a letter or digit; it is a name, not a path");
        Check(Policies.Length is >= 1 and <= 64, "policies: 1 to 64");
        Check(Policies.Distinct(StringComparer.Ordinal).Count() == Policies.Length, "policies: names repeat");
        foreach (var policy in Policies)
        {
            var name = policy.EndsWith(floor, StringComparison.Ordinal) ? policy[..^floor.Length] : policy;
            Check(strategies.Contains(name), $"policies: '{policy}' is not one of {string.Join(", ", strategies.Order(StringComparer.Ordinal))}");
        }

        Check(Rounds is >= 1 and <= 1000, "rounds: 1 to 1,000");
        Check(BatchSize is >= 1 and <= 10_000, "batch_size: 1 to 10,000");
        Check(StartSize is >= 0 and <= 10_000, "start_size: 0 to 10,000");
        Check(Seeds is >= 1 and <= 100, "seeds: 1 to 100");
        Check(Enum.IsDefined(Learner), "learner: screening or unet");
        Check(Steps is >= 1 and <= 1_000_000, "steps: 1 to 1,000,000");
        Check(TestShare is > 0 and < 1, "test_share: above 0 and below 1");
        Check(NoiseRepeats is >= 0 and <= 1000, "noise_repeats: 0 to 1,000");
        return found.ToImmutable();
    }
}
