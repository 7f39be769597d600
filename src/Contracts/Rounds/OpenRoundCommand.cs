using System.Collections.Immutable;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Contracts.Rounds;

/// <summary>The batch that the policy chose for a round.</summary>
/// <param name="Round">The round.</param>
/// <param name="Decision">How it was chosen.</param>
/// <param name="Picks">The batch in rank order.</param>
[GenerateSerializer, Immutable, Alias("activeseg.open-round-command")]
public sealed record OpenRoundCommand(
    [property: Id(0)] RoundNumber Round,
    [property: Id(1)] PolicyDecision Decision,
    [property: Id(2)] ImmutableArray<PickRecord> Picks);
