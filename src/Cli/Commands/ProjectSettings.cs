using System.CommandLine;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Protocol.V1;
using Google.Protobuf.WellKnownTypes;

namespace ActiveSeg.Cli.Commands;

/// <summary>Options of the command line that become a project's options.</summary>
internal sealed class ProjectSettings
{
    private readonly Option<string> structures = new("--structures")
    {
        Description = "What raters delineate: number=name, separated by commas.",
        HelpName = "1=NAME,…",
        Required = true,
    };

    private readonly Option<int> reads = new("--reads") { Description = "Independent reads a scan gets. Default: 3." };
    private readonly Option<int> batch = new("--batch") { Description = "Scans picked for a round. Default: 10." };
    private readonly Option<int> budget = new("--budget") { Description = "Scans that may be labelled in all. Default: 1000." };
    private readonly Option<double> leaseHours = new("--lease-hours") { Description = "How long a lease holds. Default: 8." };
    private readonly Option<string?> consensus = new("--consensus") { Description = "How reads become a reference: majority-vote (default) or staple." };
    private readonly Option<double> adjudicateBelow = new("--adjudicate-below") { Description = "Pairwise Dice below which an adjudicator is asked. Default: 0, never." };
    private readonly Option<string?> policy = new("--policy") { Description = "agent (default), or the name of one query strategy." };
    private readonly Option<string?> strata = new("--strata") { Description = "Names of strata, separated by commas." };
    private readonly Option<int> steps = new("--steps") { Description = "Optimiser steps of one training at most. Default: 1500." };
    private readonly Option<int> threads = new("--threads") { Description = "Trainer's threads on the CPU. Default: 2." };
    private readonly Option<long> seed = new("--seed") { Description = "Seed of selection, split and training. Default: 1." };

    private readonly Option<int> members = new("--members") { Description = "Networks of the ensemble that a training gives. Default: 1." };
    private readonly Option<bool> mirror = new("--mirror-left-right") { Description = "Left and right may be exchanged: no structure tells them apart." };
    private readonly Option<bool> soft = new("--soft-labels") { Description = "Train on the mean of a scan's reads instead of its reference." };

    private readonly Option<int?> passes = new("--dropout-passes") { Description = "Passes with dropout over every scan that is described, not over the locked set. Default: 3 where the policy needs several, else 0." };

    /// <summary>All of them, in the order of the help text.</summary>
    public IEnumerable<Symbol> Symbols =>
        [structures, reads, batch, budget, leaseHours, consensus, adjudicateBelow, policy, strata, steps, threads, members, mirror, soft, passes, seed];

    /// <summary>Parses <c>1=canal,2=foramina</c>.</summary>
    /// <exception cref="CommandException">A part is not number=name.</exception>
    public static IEnumerable<Structure> ParseStructures(string text)
    {
        foreach (var part in Names(text))
        {
            var cut = part.IndexOf('=', StringComparison.Ordinal);
            if (cut < 1 || cut == part.Length - 1 || !byte.TryParse(part[..cut], out var label) || label == 0)
            {
                throw new CommandException(ExitCode.Usage, "BAD_STRUCTURE", $"'{part}' is not number=name with a number from 1 to 255");
            }

            yield return new Structure { Label = label, Name = part[(cut + 1)..].Trim() };
        }
    }

    /// <summary>Parts of a list separated by commas.</summary>
    public static string[] Names(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The project's options as the command line has them; the server fills the rest in.</summary>
    public ProjectOptions Read(CommandScope scope)
    {
        var options = new ProjectOptions
        {
            Structures = { ParseStructures(scope.Get(structures) ?? "") },
            ReadsPerScan = scope.Get(reads),
            BatchSize = scope.Get(batch),
            BudgetInScans = scope.Get(budget),
            AdjudicateBelow = scope.Get(adjudicateBelow),
            Policy = scope.Get(policy) ?? "",
            Strata = { Names(scope.Get(strata)) },
            TrainingMaxSteps = scope.Get(steps),
            TrainingThreads = scope.Get(threads),
            TrainingMembers = scope.Get(members),
            TrainingMirrorLeftRight = scope.Get(mirror),
            TrainingSoftLabels = scope.Get(soft),
            Seed = scope.Get(seed),
            Consensus = scope.Get(consensus) switch
            {
                null or "majority-vote" => ConsensusMethod.MajorityVote,
                "staple" => ConsensusMethod.Staple,
                var other => throw new CommandException(ExitCode.Usage, "BAD_CONSENSUS", $"'{other}' is neither majority-vote nor staple"),
            },
        };
        if (scope.Get(passes) is { } several)
        {
            options.TrainingDropoutPasses = several;
        }

        if (scope.Get(leaseHours) > 0)
        {
            options.LeaseDuration = Duration.FromTimeSpan(TimeSpan.FromHours(scope.Get(leaseHours)));
        }

        return options;
    }
}
