using System.Collections.Immutable;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Contracts.Workers;

/// <summary>One project's policy agent: its posterior and what it has been told. Does not train networks.</summary>
/// <remarks>Key: the project's name.</remarks>
[Alias("activeseg.IPolicyAgentGrain")]
public interface IPolicyAgentGrain : IGrainWithStringKey
{
    /// <summary>Chooses an arm for a round; the same round, context and seed get the same answer.</summary>
    [Alias("Decide")]
    Task<PolicyDecision> DecideAsync(
        RoundNumber round,
        ImmutableArray<double> context,
        ImmutableArray<string> arms,
        long seed,
        long signalVersion,
        CancellationToken cancellationToken);

    /// <summary>Tells the agent what a round brought; a round is counted once.</summary>
    /// <param name="round">The round.</param>
    /// <param name="decision">What was decided in it.</param>
    /// <param name="reward">Label-efficiency.</param>
    /// <param name="variance">Variance of the reward's noise.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    [Alias("Observe")]
    Task ObserveAsync(
        RoundNumber round, PolicyDecision decision, double reward, double variance, CancellationToken cancellationToken);
}
