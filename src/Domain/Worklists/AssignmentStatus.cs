namespace ActiveSeg.Domain.Worklists;

/// <summary>Where an assignment stands.</summary>
[GenerateSerializer]
public enum AssignmentStatus
{
    /// <summary>Nobody holds it; it can be leased.</summary>
    Waiting = 0,

    /// <summary>A rater holds it until its expiry.</summary>
    Leased = 1,

    /// <summary>The read is in.</summary>
    Submitted = 2,

    /// <summary>The round was closed, or the scan excluded, before the read came.</summary>
    Dropped = 3,
}
