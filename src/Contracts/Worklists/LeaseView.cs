using System.Collections.Immutable;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.Contracts.Worklists;

/// <summary>A lease with what the annotation tool needs, or the reason why there is none.</summary>
/// <param name="Lease">The lease; absent when there is nothing now.</param>
/// <param name="Image">The volume to delineate; absent without a lease.</param>
/// <param name="Geometry">Its geometry; absent without a lease.</param>
/// <param name="Structures">Structures to delineate.</param>
/// <param name="None">Why there is nothing; absent with a lease.</param>
/// <param name="MoreExpected">Whether asking again in this round can bring something.</param>
[GenerateSerializer, Immutable, Alias("activeseg.lease-view")]
public sealed record LeaseView(
    [property: Id(0)] Lease? Lease,
    [property: Id(1)] ArtifactRef? Image,
    [property: Id(2)] ScanGeometry? Geometry,
    [property: Id(3)] ImmutableArray<Structure> Structures,
    [property: Id(4)] NoneReason? None,
    [property: Id(5)] bool MoreExpected);
