namespace ActiveSeg.Domain.Training;

/// <summary>Where a job stands.</summary>
[GenerateSerializer]
public enum JobStatus
{
    /// <summary>Any trainer may claim it.</summary>
    Waiting = 0,

    /// <summary>A trainer holds it until its expiry.</summary>
    Leased = 1,

    /// <summary>Its result has been accepted.</summary>
    Done = 2,

    /// <summary>Attempts are used up, or the trainer said that it cannot be done.</summary>
    Failed = 3,
}
