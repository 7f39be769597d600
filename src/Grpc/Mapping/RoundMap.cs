using ActiveSeg.Contracts.Rounds;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using Google.Protobuf.WellKnownTypes;
using V1 = ActiveSeg.Protocol.V1;

namespace ActiveSeg.Grpc.Mapping;

/// <summary>Rounds between wire and domain.</summary>
internal static class RoundMap
{
    /// <summary>The message for a round.</summary>
    public static V1.Round ToWire(this RoundView view)
    {
        var state = view.State;
        var wire = new V1.Round
        {
            Round_ = state.Number.Value,
            Phase = (V1.RoundPhase)((int)state.Phase + 1),
            Policy = state.Decision?.Policy ?? "",
            Arm = state.Decision?.Arm ?? "",
            Reason = state.Decision?.Reason ?? "",
            ReadsOutstanding = state.Assignments.Count(a => a.Status is AssignmentStatus.Waiting or AssignmentStatus.Leased),
            ReadsSubmitted = state.Assignments.Count(a => a.Status == AssignmentStatus.Submitted),
            StartTime = Timestamp.FromDateTimeOffset(state.StartedAt),
            CloseTime = ToWire(state.ClosedAt),
            DeadlineTime = ToWire(state.DeadlineAt),
            CandidateModel = state.Outcome?.Candidate?.Value ?? 0,
            Promoted = state.Outcome?.Promoted ?? false,
            Outcome = state.Outcome?.Reason ?? "",
            TrainingProgress = view.TrainingProgress,
        };
        if (state.Outcome?.Reward is { } reward)
        {
            wire.Reward = reward;
        }

        foreach (var arm in state.Decision?.Arms ?? [])
        {
            wire.Arms.Add(new V1.Arm
            {
                Arm_ = arm.Arm,
                Probability = arm.Probability,
                ExpectedEfficiency = arm.ExpectedEfficiency,
            });
        }

        wire.Picks.AddRange(state.Picks.Select(ToWire));
        return wire;
    }

    private static V1.Pick ToWire(PickRecord pick)
    {
        var wire = new V1.Pick { Scan = pick.Scan.Value, Rank = pick.Rank, Utility = pick.Utility, Reason = pick.Reason };
        if (pick.Propensity is { } propensity)
        {
            wire.Propensity = propensity;
        }

        return wire;
    }

    private static Timestamp? ToWire(DateTimeOffset? at) => at is { } time ? Timestamp.FromDateTimeOffset(time) : null;
}
