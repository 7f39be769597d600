using System.Collections.Immutable;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Workers;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Grains.Commits;
using ActiveSeg.Policies.Agent;

namespace ActiveSeg.Grains.Agents;

/// <inheritdoc cref="IPolicyAgentGrain" />
internal sealed class PolicyAgentGrain(IProjectStore store) : Grain, IPolicyAgentGrain
{
    private readonly StateCommits _commits = new(store);

    private ProjectId Project => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<PolicyDecision> DecideAsync(
        RoundNumber round,
        ImmutableArray<double> context,
        ImmutableArray<string> arms,
        long seed,
        long signalVersion,
        CancellationToken cancellationToken)
    {
        var memory = (await ReadAsync(cancellationToken))?.Value ?? AgentMemory.New;
        var decision = PolicyAgent.Decide(memory.State, context, arms, unchecked((ulong)seed), AgentSettings.Options);
        return new PolicyDecision(
            "agent",
            decision.Arm,
            [.. decision.Outlooks.Select(o => new ArmProbability(o.Arm, o.Probability, o.Efficiency))],
            decision.Context,
            decision.Reason,
            seed,
            signalVersion);
    }

    /// <inheritdoc />
    public Task ObserveAsync(
        RoundNumber round, PolicyDecision decision, double reward, double variance, CancellationToken cancellationToken) =>
        _commits.WriteAsync<AgentMemory>(
            Project,
            async () =>
            {
                var stored = await ReadAsync(cancellationToken);
                var memory = stored?.Value ?? AgentMemory.New;
                if (memory.LastRound >= round.Value)
                {
                    return Change<AgentMemory>.None(memory);
                }

                var taken = decision.Arms.First(a => a.Arm == decision.Arm);
                var made = new ArmDecision(
                    decision.Arm,
                    taken.Probability,
                    decision.Arm,
                    [],
                    GuardState.NotConfigured,
                    decision.Context,
                    memory.State.Round,
                    decision.Reason);
                var state = PolicyAgent.Observe(memory.State, made, reward, variance, AgentSettings.Options);
                var learnt = new AgentMemory(state, round.Value);
                return Change<AgentMemory>.Of(
                    learnt, [new DocumentWrite(DocumentKey.OfAgent(Project), stored?.Version ?? 0, learnt)]);
            },
            cancellationToken);

    private Task<Stored<AgentMemory>?> ReadAsync(CancellationToken cancellationToken) =>
        store.ReadAsync<AgentMemory>(DocumentKey.OfAgent(Project), cancellationToken);
}
