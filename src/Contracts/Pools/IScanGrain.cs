using ActiveSeg.Contracts.Delineations;
using ActiveSeg.Contracts.Projects;

namespace ActiveSeg.Contracts.Pools;

/// <summary>One scan: its embedding, cluster and uncertainty, its reads and its reference.</summary>
/// <remarks>Key: project, '/', scan.</remarks>
[Alias("activeseg.IScanGrain")]
public interface IScanGrain : IGrainWithStringKey
{
    /// <summary>The scan with its signals.</summary>
    [Alias("Get")]
    Task<Answer<ScanView>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Takes a read in, if its lease holds and its mask fits the scan.</summary>
    [Alias("Submit")]
    Task<Answer<SubmissionView>> SubmitAsync(SubmitCommand command, CancellationToken cancellationToken);

    /// <summary>Sets the reference of a scan of the locked set.</summary>
    [Alias("SetReference")]
    Task<Answer<ReferenceView>> SetReferenceAsync(SetReferenceCommand command, CancellationToken cancellationToken);

    /// <summary>Takes the scan out of the pool.</summary>
    [Alias("Exclude")]
    Task<Answer<ScanView>> ExcludeAsync(CallIdentity call, string reason, CancellationToken cancellationToken);

    /// <summary>Records what fusing the reads of a round gave; harmless when it has been recorded.</summary>
    /// <returns>Whether the scan now has its reference or an adjudicator; false when something had changed meanwhile.</returns>
    [Alias("RecordConsensus")]
    Task<bool> RecordConsensusAsync(ConsensusCommand command, CancellationToken cancellationToken);
}
