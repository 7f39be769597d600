namespace ActiveSeg.Domain.Experiments;

/// <summary>Where an experiment stands.</summary>
[GenerateSerializer]
public enum ExperimentStatus
{
    /// <summary>A trainer that has the dataset may claim it.</summary>
    Queued = 0,

    /// <summary>A trainer holds it until its expiry.</summary>
    Running = 1,

    /// <summary>Its results have been accepted.</summary>
    Done = 2,

    /// <summary>Attempts are used up, or a trainer said that it cannot be done.</summary>
    Failed = 3,

    /// <summary>Ended by a caller.</summary>
    Cancelled = 4,
}
