using ActiveSeg.Contracts.Projects;
using ActiveSeg.Domain.Experiments;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Experiments;

/// <summary>One retrospective experiment: queue, lease, fencing number, progress, results. Does not run it.</summary>
/// <remarks>Key: name of the experiment.</remarks>
[Alias("activeseg.IExperimentGrain")]
public interface IExperimentGrain : IGrainWithStringKey
{
    /// <summary>Puts it into the queue.</summary>
    [Alias("Submit")]
    Task<Answer<ExperimentState>> SubmitAsync(
        CallIdentity call, ExperimentSettings settings, CancellationToken cancellationToken);

    /// <summary>Reads it.</summary>
    [Alias("Get")]
    Task<Answer<ExperimentState>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Ends it before it is over.</summary>
    [Alias("Cancel")]
    Task<Answer<ExperimentState>> CancelAsync(CallIdentity call, CancellationToken cancellationToken);

    /// <summary>Gives it to a trainer.</summary>
    [Alias("Claim")]
    Task<Answer<ExperimentState>> ClaimAsync(CallIdentity call, string trainer, CancellationToken cancellationToken);

    /// <summary>Keeps a claim alive and takes the progress.</summary>
    [Alias("Heartbeat")]
    Task<Answer<ExperimentState>> HeartbeatAsync(
        long fencing, int roundsDone, string message, CancellationToken cancellationToken);

    /// <summary>Takes it back into the queue.</summary>
    [Alias("Release")]
    Task<Answer<ExperimentState>> ReleaseAsync(
        CallIdentity call, long fencing, string reason, CancellationToken cancellationToken);

    /// <summary>Takes the results.</summary>
    [Alias("Complete")]
    Task<Answer<ExperimentState>> CompleteAsync(
        CallIdentity call, long fencing, ArtifactRef results, CancellationToken cancellationToken);

    /// <summary>Takes a failure.</summary>
    [Alias("Fail")]
    Task<Answer<ExperimentState>> FailAsync(
        CallIdentity call, long fencing, string reason, bool retriable, CancellationToken cancellationToken);
}
