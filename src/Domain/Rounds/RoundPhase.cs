namespace ActiveSeg.Domain.Rounds;

/// <summary>Where a round stands; it moves forward, but from selecting back to describing.</summary>
[GenerateSerializer]
public enum RoundPhase
{
    /// <summary>Scans without embeddings are being described before anything can be selected.</summary>
    Describing = 0,

    /// <summary>The policy is choosing the batch.</summary>
    Selecting = 1,

    /// <summary>Raters delineate; consensus follows each scan's last read.</summary>
    Labelling = 2,

    /// <summary>Every read is in; the last consensuses are being fused.</summary>
    Fusing = 3,

    /// <summary>A trainer retrains the model and scores the locked set.</summary>
    Training = 4,

    /// <summary>The candidate's scores are being checked; trainers describe the pool by it if it is better.</summary>
    Evaluating = 5,

    /// <summary>Promotion has been decided and the agent is being told its reward.</summary>
    Promoting = 6,

    /// <summary>Nothing more happens in this round.</summary>
    Closed = 7,

    /// <summary>A job failed for good, or the round was cancelled; it ended without a model.</summary>
    Failed = 8,
}
