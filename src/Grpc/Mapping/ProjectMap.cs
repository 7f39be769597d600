using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Domain.Projects;
using Google.Protobuf.WellKnownTypes;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Mapping;

/// <summary>Projects between wire and domain.</summary>
internal static class ProjectMap
{
    /// <summary>Options with the defaults filled in.</summary>
    /// <exception cref="ArgumentException">A structure's label is not 1 to 255.</exception>
    public static ProjectOptions ToDomain(this V1.ProjectOptions? wire)
    {
        wire ??= new V1.ProjectOptions();
        if (wire.Structures.Any(s => s.Label is < 1 or > 255))
        {
            throw new ArgumentException("options.structures: a label is 1 to 255");
        }

        var standard = new ProjectOptions { Structures = [.. wire.Structures.Select(s => new Structure((byte)s.Label, s.Name))] };
        return standard with
        {
            ReadsPerScan = wire.ReadsPerScan == 0 ? standard.ReadsPerScan : wire.ReadsPerScan,
            BatchSize = wire.BatchSize == 0 ? standard.BatchSize : wire.BatchSize,
            BudgetInScans = wire.BudgetInScans == 0 ? standard.BudgetInScans : wire.BudgetInScans,
            LeaseDuration = wire.LeaseDuration?.ToTimeSpan() ?? standard.LeaseDuration,
            RoundDuration = wire.RoundDuration?.ToTimeSpan() ?? standard.RoundDuration,
            Consensus = wire.Consensus == V1.ConsensusMethod.Staple ? ConsensusMethod.Staple : ConsensusMethod.MajorityVote,
            AdjudicateBelow = wire.AdjudicateBelow,
            Policy = wire.Policy.Length == 0 ? standard.Policy : wire.Policy,
            Strata = [.. wire.Strata],
            Seed = wire.Seed == 0 ? standard.Seed : wire.Seed,
            Training = new TrainingSettings(
                wire.TrainingMaxSteps == 0 ? standard.Training.MaxSteps : wire.TrainingMaxSteps,
                wire.TrainingThreads == 0 ? standard.Training.Threads : wire.TrainingThreads,
                !wire.TrainingFromScratch,
                wire.Seed == 0 ? standard.Seed : wire.Seed,
                wire.TrainingMembers == 0 ? standard.Training.Members : wire.TrainingMembers,
                wire.TrainingMirrorLeftRight,
                wire.TrainingSoftLabels,
                wire.HasTrainingDropoutPasses ? wire.TrainingDropoutPasses : null),
        };
    }

    /// <summary>The message for a project.</summary>
    public static V1.Project ToWire(this ProjectView view)
    {
        var (state, counts) = (view.State, view.Counts);
        return new V1.Project
        {
            Project_ = state.Id.Value,
            DisplayName = state.DisplayName,
            Options = ToWire(state.Options),
            Lock = state.Lock?.ToWire(),
            CurrentRound = state.CurrentRound?.Value ?? 0,
            SignalVersion = state.SignalVersion,
            PromotedModel = state.PromotedModel?.Value ?? 0,
            PromotedDice = state.PromotedDice ?? 0,
            Counts = ToWire(counts),
            CreateTime = Timestamp.FromDateTimeOffset(state.CreatedAt),
        };
    }

    /// <summary>The message for a locked set.</summary>
    public static V1.ReferenceLock ToWire(this ReferenceLock held) =>
        new() { Patients = held.Patients, Scans = held.Scans, Hash = held.Hash };

    private static V1.ScanCounts ToWire(ScanCounts counts) => new()
    {
        Registered = counts.Registered,
        Available = counts.Available,
        Assigned = counts.Assigned,
        Labelled = counts.Labelled,
        Excluded = counts.Excluded,
        Reference = counts.Reference,
        Withheld = counts.Withheld,
    };

    private static V1.ProjectOptions ToWire(ProjectOptions options)
    {
        var wire = new V1.ProjectOptions
        {
            ReadsPerScan = options.ReadsPerScan,
            BatchSize = options.BatchSize,
            BudgetInScans = options.BudgetInScans,
            LeaseDuration = Duration.FromTimeSpan(options.LeaseDuration),
            RoundDuration = Duration.FromTimeSpan(options.RoundDuration),
            Consensus = options.Consensus == ConsensusMethod.Staple
                ? V1.ConsensusMethod.Staple
                : V1.ConsensusMethod.MajorityVote,
            AdjudicateBelow = options.AdjudicateBelow,
            Policy = options.Policy,
            TrainingMaxSteps = options.Training.MaxSteps,
            TrainingMembers = options.Training.Members,
            TrainingMirrorLeftRight = options.Training.MirrorLeftRight,
            TrainingSoftLabels = options.Training.SoftLabels,
            TrainingThreads = options.Training.Threads,
            TrainingFromScratch = !options.Training.WarmStart,
            Seed = options.Seed,
        };
        if (options.Training.DropoutPasses is { } passes)
        {
            wire.TrainingDropoutPasses = passes;
        }

        wire.Structures.AddRange(options.Structures.Select(s => new V1.Structure { Label = s.Label, Name = s.Name }));
        wire.Strata.AddRange(options.Strata);
        return wire;
    }
}
