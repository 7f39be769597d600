using ActiveSeg.Domain.Pools;

namespace ActiveSeg.Contracts.Pools;

/// <summary>A scan as callers see it.</summary>
/// <param name="State">Its state.</param>
/// <param name="Signals">Embedding, cluster and uncertainty; absent before they have been computed.</param>
[GenerateSerializer, Immutable, Alias("activeseg.scan-view")]
public sealed record ScanView([property: Id(0)] ScanState State, [property: Id(1)] ScanSignals? Signals);
