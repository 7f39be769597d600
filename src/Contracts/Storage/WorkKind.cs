namespace ActiveSeg.Contracts.Storage;

/// <summary>Work that follows a commit; every kind may be done twice without harm.</summary>
public enum WorkKind
{
    /// <summary>Write the manifests of describing jobs; subject: round.</summary>
    DescribeRequested = 1,

    /// <summary>Run the policy and open the round; subject: round.</summary>
    SelectionRequested = 2,

    /// <summary>Fuse a scan's reads; subject: scan.</summary>
    ConsensusRequested = 3,

    /// <summary>Write the manifest of a training job; subject: round.</summary>
    TrainingRequested = 4,

    /// <summary>Apply a finished job's results; subject: round, '/', job.</summary>
    ResultArrived = 5,
}
