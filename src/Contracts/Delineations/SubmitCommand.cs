using ActiveSeg.Contracts.Projects;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.Contracts.Delineations;

/// <summary>Asks for a read to be taken in.</summary>
/// <param name="Call">Identity of the call.</param>
/// <param name="Lease">The lease as the rater holds it.</param>
/// <param name="Mask">The uploaded label map.</param>
/// <param name="Effort">Time spent drawing; zero when unknown.</param>
/// <param name="Tool">Name and version of the annotation tool.</param>
[GenerateSerializer, Immutable, Alias("activeseg.submit-command")]
public sealed record SubmitCommand(
    [property: Id(0)] CallIdentity Call,
    [property: Id(1)] Lease Lease,
    [property: Id(2)] ArtifactRef Mask,
    [property: Id(3)] TimeSpan Effort,
    [property: Id(4)] string Tool);
