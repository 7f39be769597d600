using ActiveSeg.Contracts.Projects;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Delineations;

/// <summary>Asks for the reference of a scan of the locked set to be set.</summary>
/// <param name="Call">Identity of the call.</param>
/// <param name="Mask">The uploaded label map.</param>
/// <param name="Source">Where it comes from.</param>
[GenerateSerializer, Immutable, Alias("activeseg.set-reference-command")]
public sealed record SetReferenceCommand(
    [property: Id(0)] CallIdentity Call, [property: Id(1)] ArtifactRef Mask, [property: Id(2)] string Source);
