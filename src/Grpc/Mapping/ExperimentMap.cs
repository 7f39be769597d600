using ActiveSeg.Domain.Experiments;
using Google.Protobuf.WellKnownTypes;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Mapping;

/// <summary>Experiments between wire and domain.</summary>
internal static class ExperimentMap
{
    /// <summary>The settings that a message asks for, defaults filled in.</summary>
    /// <exception cref="ArgumentException">They are absent, or the learner is unknown.</exception>
    public static ExperimentSettings ToDomain(this V1.ExperimentSettings? asked)
    {
        if (asked is null)
        {
            throw new ArgumentException("settings are needed");
        }

        var defaults = new ExperimentSettings { Dataset = asked.Dataset };
        return defaults with
        {
            Policies = asked.Policies.Count == 0 ? defaults.Policies : [.. asked.Policies],
            Rounds = Or(asked.Rounds, defaults.Rounds),
            BatchSize = Or(asked.BatchSize, defaults.BatchSize),
            StartSize = asked.StartSize,
            Seeds = Or(asked.Seeds, defaults.Seeds),
            Learner = asked.Learner switch
            {
                V1.ExperimentLearner.Unspecified or V1.ExperimentLearner.Unet => ExperimentLearner.UNet,
                V1.ExperimentLearner.Screening => ExperimentLearner.Screening,
                _ => throw new ArgumentException($"learner {(int)asked.Learner} is unknown"),
            },
            Steps = Or(asked.Steps, defaults.Steps),
            MirrorLeftRight = asked.MirrorLeftRight,
            TestShare = asked.TestShare == 0 ? defaults.TestShare : asked.TestShare,
            SplitSeed = asked.SplitSeed,
            NoiseRepeats = asked.NoiseRepeats,
        };
    }

    /// <summary>The message for an experiment.</summary>
    public static V1.Experiment ToWire(this ExperimentState state) => new()
    {
        Experiment_ = state.Id.Value,
        Settings = state.Settings.ToWire(),
        Status = (V1.ExperimentStatus)((int)state.Status + 1),
        RoundsDone = state.RoundsDone,
        RoundsTotal = state.Settings.RoundsTotal,
        Message = state.Message,
        Trainer = state.Trainer,
        Attempts = state.Attempts,
        ExpireTime = ToWire(state.ExpiresAt),
        Failure = state.Failure,
        Results = state.Results?.ToWire(),
        CreateTime = Timestamp.FromDateTimeOffset(state.CreatedAt),
        EndTime = ToWire(state.EndedAt),
    };

    private static V1.ExperimentSettings ToWire(this ExperimentSettings settings)
    {
        var wire = new V1.ExperimentSettings
        {
            Dataset = settings.Dataset,
            Rounds = settings.Rounds,
            BatchSize = settings.BatchSize,
            StartSize = settings.StartSize,
            Seeds = settings.Seeds,
            Learner = settings.Learner == ExperimentLearner.Screening ? V1.ExperimentLearner.Screening : V1.ExperimentLearner.Unet,
            Steps = settings.Steps,
            MirrorLeftRight = settings.MirrorLeftRight,
            TestShare = settings.TestShare,
            SplitSeed = settings.SplitSeed,
            NoiseRepeats = settings.NoiseRepeats,
        };
        wire.Policies.AddRange(settings.Policies);
        return wire;
    }

    private static int Or(int asked, int standard) => asked == 0 ? standard : asked;

    private static Timestamp? ToWire(DateTimeOffset? at) => at is { } time ? Timestamp.FromDateTimeOffset(time) : null;
}
