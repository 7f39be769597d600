using ActiveSeg.Policies.Agent;

namespace ActiveSeg.Grains.Agents;

/// <summary>What is kept of a project's agent.</summary>
/// <param name="State">Its evidence.</param>
/// <param name="LastRound">The last round it was told about; 0 before the first.</param>
internal sealed record AgentMemory(AgentState State, int LastRound)
{
    /// <summary>An agent that knows nothing but its prior.</summary>
    public static AgentMemory New { get; } = new(AgentState.Empty, 0);
}
