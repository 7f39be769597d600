using System.Collections.Immutable;
using ActiveSeg.Domain.Delineations;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Domain.Pools;

/// <summary>One scan: what it is, what has been drawn on it, and where it stands.</summary>
/// <param name="Project">The project.</param>
/// <param name="Id">The scan.</param>
/// <param name="Patient">The person scanned.</param>
/// <param name="Image">The volume, as compressed NIfTI-1.</param>
/// <param name="Geometry">Its geometry, derived by the server from the image.</param>
/// <param name="Strata">Stratum name to value.</param>
/// <param name="Role">What it may be used for.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Round">The round it was last picked for; absent if never.</param>
/// <param name="Reads">Every accepted read, in order of submission; never removed.</param>
/// <param name="References">Versions of the reference, oldest first; the last one counts.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="Exclusion">Why it was taken out; empty unless it was.</param>
[GenerateSerializer, Immutable, Alias("activeseg.scan-state")]
public sealed record ScanState(
    [property: Id(0)] ProjectId Project,
    [property: Id(1)] ScanId Id,
    [property: Id(2)] PatientId Patient,
    [property: Id(3)] ArtifactRef Image,
    [property: Id(4)] ScanGeometry Geometry,
    [property: Id(5)] ImmutableSortedDictionary<string, string> Strata,
    [property: Id(6)] ScanRole Role,
    [property: Id(7)] ScanStatus Status,
    [property: Id(8)] RoundNumber? Round,
    [property: Id(9)] ImmutableArray<Delineation> Reads,
    [property: Id(10)] ImmutableArray<ReferenceDelineation> References,
    [property: Id(11)] DateTimeOffset RegisteredAt,
    [property: Id(12)] string Exclusion = "")
{
    /// <summary>The reference that counts; absent until there is one.</summary>
    public ReferenceDelineation? Reference => References.IsDefaultOrEmpty ? null : References[^1];
}
