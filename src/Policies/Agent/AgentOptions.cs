using System.Collections.Immutable;

namespace ActiveSeg.Policies.Agent;

/// <summary>Parameters of the agent.</summary>
/// <param name="Priors">One per arm that may be available, all of one width <c>p</c>.</param>
public sealed record AgentOptions(ImmutableArray<ArmPrior> Priors)
{
    /// <summary>Least probability of every available arm; one over their number where that is less.
    /// Range: 0 to 1. Default: 0.05.</summary>
    public double ExplorationFloor { get; init; } = 0.05;

    /// <summary>Factor on all evidence per observed round, because the best arm changes with the budget.
    /// Range: above 0, at most 1. Default: 0.9.</summary>
    public double EvidenceDiscount { get; init; } = 0.9;

    /// <summary>Variance of a round's efficiency that retraining noise does not explain, added to every reward's.
    /// Range: above 0. Default: 0.01 (ours, not measured).</summary>
    public double ExtraRewardVariance { get; init; } = 0.01;

    /// <summary>Default: none.</summary>
    public AgentGuard? Guard { get; init; }
}
