using ActiveSeg.Domain.Pools;

namespace ActiveSeg.Domain.Rounds;

/// <summary>One scan chosen for a round, and why.</summary>
/// <param name="Scan">The scan.</param>
/// <param name="Rank">Place in the batch, from 1; lower is handed out first.</param>
/// <param name="Utility">The value it had when picked; its unit is the strategy's.</param>
/// <param name="Reason">One sentence with numbers.</param>
/// <param name="Propensity">Probability of this pick given the earlier ones; absent where a strategy is deterministic.</param>
[GenerateSerializer, Immutable, Alias("activeseg.pick-record")]
public sealed record PickRecord(
    [property: Id(0)] ScanId Scan,
    [property: Id(1)] int Rank,
    [property: Id(2)] double Utility,
    [property: Id(3)] string Reason,
    [property: Id(4)] double? Propensity);
