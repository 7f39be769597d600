using ActiveSeg.Domain.Pools;

namespace ActiveSeg.Contracts.Pools;

/// <summary>What selection needs to know of one scan.</summary>
/// <param name="Scan">The scan.</param>
/// <param name="Patient">The person scanned.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Strata">Stratum name to value.</param>
/// <param name="Signals">Embedding, cluster and uncertainty; absent before they have been computed.</param>
[GenerateSerializer, Immutable, Alias("activeseg.pool-row")]
public sealed record PoolRow(
    [property: Id(0)] ScanId Scan,
    [property: Id(1)] PatientId Patient,
    [property: Id(2)] ScanStatus Status,
    [property: Id(3)] System.Collections.Immutable.ImmutableSortedDictionary<string, string> Strata,
    [property: Id(4)] ScanSignals? Signals);
