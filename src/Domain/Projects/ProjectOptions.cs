using System.Collections.Immutable;

namespace ActiveSeg.Domain.Projects;

/// <summary>What a coordinator decides about a project.</summary>
[GenerateSerializer, Immutable, Alias("activeseg.project-options")]
public sealed record ProjectOptions
{
    /// <summary>Structures to delineate, at least one, with distinct labels and names.</summary>
    [Id(0)]
    public required ImmutableArray<Structure> Structures { get; init; }

    /// <summary>Independent reads a scan gets. Range: 1 to 15. Default: 3.</summary>
    [Id(1)]
    public int ReadsPerScan { get; init; } = 3;

    /// <summary>Scans picked for a round. Range: 1 to 10,000. Default: 10.</summary>
    [Id(2)]
    public int BatchSize { get; init; } = 10;

    /// <summary>Scans that may be labelled in all. Range: 1 and up. Default: 1,000.</summary>
    [Id(3)]
    public int BudgetInScans { get; init; } = 1000;

    /// <summary>How long a lease holds without renewal. Range: 1 second to 30 days. Default: 8 hours.</summary>
    [Id(4)]
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How reads become a reference. Default: majority vote.</summary>
    [Id(5)]
    public ConsensusMethod Consensus { get; init; }

    /// <summary>Mean pairwise Dice below which a scan goes to an adjudicator; 0 never asks one. Range: 0 to 1. Default: 0.</summary>
    [Id(6)]
    public double AdjudicateBelow { get; init; }

    /// <summary>"agent", or the name of one query strategy. Default: "agent".</summary>
    [Id(7)]
    public string Policy { get; init; } = "agent";

    /// <summary>Names of the strata that selection balances and reports break down by.</summary>
    [Id(8)]
    public ImmutableArray<string> Strata { get; init; } = [];

    /// <summary>How the model is retrained.</summary>
    [Id(9)]
    public TrainingSettings Training { get; init; } = new();

    /// <summary>Seed of selection and of the reference split.</summary>
    [Id(10)]
    public long Seed { get; init; } = 1;

    /// <summary>How long a round stays open for delineation; zero means without end. Range: 0 to 3,650 days. Default: zero.</summary>
    [Id(11)]
    public TimeSpan RoundDuration { get; init; }

    /// <summary>Names what is wrong with the options.</summary>
    /// <returns>Empty when they are usable.</returns>
    public ImmutableArray<string> Problems()
    {
        var found = ImmutableArray.CreateBuilder<string>();
        void Check(bool ok, string problem)
        {
            if (!ok)
            {
                found.Add(problem);
            }
        }

        Check(!Structures.IsDefaultOrEmpty, "structures: at least one is needed");
        if (!Structures.IsDefaultOrEmpty)
        {
            Check(Structures.All(s => s.Label > 0), "structures: label 0 is background");
            Check(Structures.Select(s => s.Label).Distinct().Count() == Structures.Length, "structures: labels repeat");
            Check(Structures.All(s => !string.IsNullOrWhiteSpace(s.Name)), "structures: a name is empty");
            Check(Structures.Select(s => s.Name).Distinct().Count() == Structures.Length, "structures: names repeat");
            var names = Structures.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
            Check(
                !names.Any(name => names.Contains($"foreground_{name}")),
                "structures: 'foreground_X' beside 'X' would give two signals one name");
        }

        Check(ReadsPerScan is >= 1 and <= 15, "reads_per_scan: 1 to 15");
        Check(BatchSize is >= 1 and <= 10_000, "batch_size: 1 to 10,000");
        Check(BudgetInScans >= 1, "budget_in_scans: 1 and up");
        Check(LeaseDuration >= TimeSpan.FromSeconds(1) && LeaseDuration <= TimeSpan.FromDays(30), "lease_duration: 1 s to 30 days");
        Check(RoundDuration >= TimeSpan.Zero && RoundDuration <= TimeSpan.FromDays(3650), "round_duration: 0 to 3,650 days");
        Check(Strata.All(s => !string.IsNullOrWhiteSpace(s)), "strata: a name is empty");
        Check(Strata.Distinct().Count() == Strata.Length, "strata: names repeat");
        Check(AdjudicateBelow is >= 0 and <= 1, "adjudicate_below: 0 to 1");
        Check(!string.IsNullOrWhiteSpace(Policy), "policy: a name is needed");
        Check(Training.Members is >= 1 and <= 16, "training.members: 1 to 16");
        Check(Training.DropoutPasses is null or (>= 0 and <= 64), "training.dropout_passes: 0 to 64");
        Check(Training.MaxSteps is >= 1 and <= 1_000_000, "training.max_steps: 1 to 1,000,000");
        Check(Training.Threads is >= 1 and <= 256, "training.threads: 1 to 256");
        return found.ToImmutable();
    }
}
