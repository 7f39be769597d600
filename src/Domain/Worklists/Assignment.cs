using ActiveSeg.Domain.Pools;

namespace ActiveSeg.Domain.Worklists;

/// <summary>One read of one scan to be done in a round.</summary>
/// <param name="Scan">The scan.</param>
/// <param name="Read">Number of the read of this scan, from 1; an adjudication is numbered after the reads.</param>
/// <param name="Kind">Read or adjudication.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Rater">Who holds or did it; absent while waiting.</param>
/// <param name="Fencing">Fencing number of the last lease; 0 before the first. A submission with another number is stale.</param>
/// <param name="ExpiresAt">First instant at which the lease no longer holds; absent unless leased.</param>
[GenerateSerializer, Immutable, Alias("activeseg.assignment")]
public sealed record Assignment(
    [property: Id(0)] ScanId Scan,
    [property: Id(1)] int Read,
    [property: Id(2)] AssignmentKind Kind,
    [property: Id(3)] AssignmentStatus Status,
    [property: Id(4)] RaterId? Rater,
    [property: Id(5)] long Fencing,
    [property: Id(6)] DateTimeOffset? ExpiresAt)
{
    /// <summary>Whether a lease holds at this instant.</summary>
    public bool IsHeldAt(DateTimeOffset now) => Status == AssignmentStatus.Leased && now < ExpiresAt;

    /// <summary>Whether nobody has done it and nobody holds it at this instant.</summary>
    public bool IsFreeAt(DateTimeOffset now) =>
        Status == AssignmentStatus.Waiting || (Status == AssignmentStatus.Leased && !IsHeldAt(now));
}
