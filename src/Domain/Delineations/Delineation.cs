using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.Domain.Delineations;

/// <summary>One rater's contour set on one scan.</summary>
/// <param name="Rater">Who drew it.</param>
/// <param name="Round">In which round.</param>
/// <param name="Read">Number of the read.</param>
/// <param name="Kind">Read or adjudication.</param>
/// <param name="Mask">The label map, as compressed NIfTI-1 on the scan's grid.</param>
/// <param name="Effort">Time spent drawing, as the tool reports it; zero when unknown.</param>
/// <param name="Tool">Name and version of the annotation tool.</param>
/// <param name="SubmittedAt">When it was accepted.</param>
[GenerateSerializer, Immutable, Alias("activeseg.delineation")]
public sealed record Delineation(
    [property: Id(0)] RaterId Rater,
    [property: Id(1)] RoundNumber Round,
    [property: Id(2)] int Read,
    [property: Id(3)] AssignmentKind Kind,
    [property: Id(4)] ArtifactRef Mask,
    [property: Id(5)] TimeSpan Effort,
    [property: Id(6)] string Tool,
    [property: Id(7)] DateTimeOffset SubmittedAt);
