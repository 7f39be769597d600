using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Pools;

/// <summary>What became of one scan of a registration.</summary>
/// <param name="Scan">The scan.</param>
/// <param name="Role">What it may be used for; absent when it was refused.</param>
/// <param name="Refusal">Why not; absent when it is registered.</param>
[GenerateSerializer, Immutable, Alias("activeseg.registration")]
public sealed record Registration(
    [property: Id(0)] ScanId Scan, [property: Id(1)] ScanRole? Role, [property: Id(2)] Refusal? Refusal);
