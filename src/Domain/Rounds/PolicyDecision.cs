using System.Collections.Immutable;

namespace ActiveSeg.Domain.Rounds;

/// <summary>What the policy decided for a round, so that it can be replayed and evaluated off-policy.</summary>
/// <param name="Policy">"agent", or the project's fixed strategy.</param>
/// <param name="Arm">The query strategy that composed the batch.</param>
/// <param name="Arms">Probabilities of all arms; one arm with probability 1 for a fixed strategy.</param>
/// <param name="Context">The agent's features; empty for a fixed strategy.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Seed">Seed of the draw and of the strategy.</param>
/// <param name="SignalVersion">Signals that the policy saw.</param>
/// <param name="InputHash">SHA-256 over everything the strategy saw and was asked; empty before it has picked.</param>
[GenerateSerializer, Immutable, Alias("activeseg.policy-decision")]
public sealed record PolicyDecision(
    [property: Id(0)] string Policy,
    [property: Id(1)] string Arm,
    [property: Id(2)] ImmutableArray<ArmProbability> Arms,
    [property: Id(3)] ImmutableArray<double> Context,
    [property: Id(4)] string Reason,
    [property: Id(5)] long Seed,
    [property: Id(6)] long SignalVersion,
    [property: Id(7)] string InputHash = "");
