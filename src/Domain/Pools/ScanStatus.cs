namespace ActiveSeg.Domain.Pools;

/// <summary>Where a scan of the pool stands.</summary>
[GenerateSerializer]
public enum ScanStatus
{
    /// <summary>Selectable.</summary>
    Available = 0,

    /// <summary>Picked for the running round.</summary>
    Assigned = 1,

    /// <summary>Has an accepted reference.</summary>
    Labelled = 2,

    /// <summary>Taken out with a reason.</summary>
    Excluded = 3,
}
