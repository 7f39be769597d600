using System.Collections.Immutable;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Pools;

/// <summary>A scan to be registered; its image has been uploaded and checked.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Patient">The person scanned.</param>
/// <param name="Image">The volume.</param>
/// <param name="Geometry">Geometry derived from the image.</param>
/// <param name="Strata">Stratum name to value.</param>
[GenerateSerializer, Immutable, Alias("activeseg.new-scan")]
public sealed record NewScan(
    [property: Id(0)] ScanId Id,
    [property: Id(1)] PatientId Patient,
    [property: Id(2)] ArtifactRef Image,
    [property: Id(3)] ScanGeometry Geometry,
    [property: Id(4)] ImmutableSortedDictionary<string, string> Strata);
