using System.Collections.Immutable;
using ActiveSeg.Domain.Training;

namespace ActiveSeg.Domain.Pools;

/// <summary>One scan's embedding, cluster and uncertainty, and the model that they came from.</summary>
/// <param name="Scan">The scan.</param>
/// <param name="Model">The model; version 0 is the statistics computed before any label.</param>
/// <param name="Embedding">Shape <c>[d]</c>, finite; d is the same over the pool.</param>
/// <param name="Cluster">Cluster of the embedding within the pool, from 0; -1 before clustering.</param>
/// <param name="Uncertainties">Signal name to value, finite; "entropy_foreground" is in nats. Empty before the first model.</param>
/// <param name="Gradient">Gradient embedding (BADGE). Shape <c>[classes * features]</c>, finite; empty before the first model.</param>
[GenerateSerializer, Immutable, Alias("activeseg.scan-signals")]
public sealed record ScanSignals(
    [property: Id(0)] ScanId Scan,
    [property: Id(1)] ModelVersion Model,
    [property: Id(2)] ImmutableArray<float> Embedding,
    [property: Id(3)] int Cluster,
    [property: Id(4)] ImmutableSortedDictionary<string, double> Uncertainties,
    [property: Id(5)] ImmutableArray<float> Gradient);
