using System.Collections.Immutable;

namespace ActiveSeg.Policies.Agent;

/// <summary>All that the agent remembers of a project; plain numbers, so that any serializer can keep it.</summary>
/// <param name="Round">Rewards observed so far.</param>
/// <param name="Arms">Arms with evidence, in ordinal order of name.</param>
/// <param name="RecentRewards">Up to the last three rewards, oldest first. Units: label-efficiency.</param>
public sealed record AgentState(int Round, ImmutableArray<ArmEvidence> Arms, ImmutableArray<double> RecentRewards)
{
    /// <summary>Nothing observed.</summary>
    public static AgentState Empty { get; } = new(0, [], []);
}
