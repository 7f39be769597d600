using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Domain.Worklists;

/// <summary>A time-limited hold on one assignment.</summary>
/// <param name="Project">The project.</param>
/// <param name="Round">The round.</param>
/// <param name="Scan">The scan to delineate.</param>
/// <param name="Read">Number of the read.</param>
/// <param name="Kind">Read or adjudication.</param>
/// <param name="Rater">Who holds it.</param>
/// <param name="Fencing">Rises with every lease of the round; stale numbers are refused.</param>
/// <param name="ExpiresAt">First instant at which the claim no longer holds.</param>
[GenerateSerializer, Immutable, Alias("activeseg.lease")]
public sealed record Lease(
    [property: Id(0)] ProjectId Project,
    [property: Id(1)] RoundNumber Round,
    [property: Id(2)] ScanId Scan,
    [property: Id(3)] int Read,
    [property: Id(4)] AssignmentKind Kind,
    [property: Id(5)] RaterId Rater,
    [property: Id(6)] long Fencing,
    [property: Id(7)] DateTimeOffset ExpiresAt);
