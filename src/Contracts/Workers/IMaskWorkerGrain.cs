using System.Collections.Immutable;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Workers;

/// <summary>Checks uploaded volumes and masks; holds no state.</summary>
[Alias("activeseg.IMaskWorkerGrain")]
public interface IMaskWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Reads an uploaded image and derives its geometry.</summary>
    /// <returns>The geometry, or why the image cannot be used.</returns>
    [Alias("CheckImage")]
    Task<Projects.Answer<ScanGeometry>> CheckImageAsync(
        ArtifactRef image, string name, CancellationToken cancellationToken);

    /// <summary>Reads an uploaded mask and compares it with its scan.</summary>
    /// <returns>Why the mask cannot be used; absent when it fits.</returns>
    [Alias("CheckMask")]
    Task<Refusal?> CheckMaskAsync(
        ArtifactRef mask,
        ScanGeometry geometry,
        ImmutableArray<Structure> structures,
        string name,
        CancellationToken cancellationToken);
}
