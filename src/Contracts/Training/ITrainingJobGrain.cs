using ActiveSeg.Contracts.Projects;
using ActiveSeg.Domain.Training;

namespace ActiveSeg.Contracts.Training;

/// <summary>The jobs of one round: lease, fencing number, attempts, result. Does not run the training.</summary>
/// <remarks>Key: project, '/', round number.</remarks>
[Alias("activeseg.ITrainingJobGrain")]
public interface ITrainingJobGrain : IGrainWithStringKey
{
    /// <summary>Gives the job to a trainer.</summary>
    [Alias("Claim")]
    Task<Answer<TrainingJob>> ClaimAsync(
        CallIdentity call, JobId job, string trainer, CancellationToken cancellationToken);

    /// <summary>Keeps a claim alive.</summary>
    [Alias("Heartbeat")]
    Task<Answer<TrainingJob>> HeartbeatAsync(
        JobId job, long fencing, string progress, CancellationToken cancellationToken);

    /// <summary>Takes the result.</summary>
    [Alias("Complete")]
    Task<Answer<TrainingJob>> CompleteAsync(
        CallIdentity call, JobId job, long fencing, TrainingResult result, CancellationToken cancellationToken);

    /// <summary>Takes a job back that its trainer cannot go on with because it is being stopped.</summary>
    [Alias("HandBack")]
    Task<Answer<TrainingJob>> HandBackAsync(CallIdentity call, JobId job, long fencing, CancellationToken cancellationToken);

    /// <summary>Takes a failure.</summary>
    [Alias("Fail")]
    Task<Answer<TrainingJob>> FailAsync(
        CallIdentity call, JobId job, long fencing, string reason, bool retriable, CancellationToken cancellationToken);
}
