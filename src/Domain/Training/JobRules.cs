using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Domain.Training;

/// <summary>Who holds a training job, and whose results count.</summary>
public static class JobRules
{
    /// <summary>Claims before a job counts as failed.</summary>
    public const int MaxAttempts = 8;

    /// <summary>How long a claim holds without a heartbeat.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(15);

    /// <summary>Whether a trainer may claim the job at this instant.</summary>
    public static bool IsClaimableAt(TrainingJob job, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Status == JobStatus.Waiting || (job.Status == JobStatus.Leased && now >= job.ExpiresAt);
    }

    /// <summary>Gives the job to a trainer, or fails it when its attempts are used up.</summary>
    /// <returns>Absent when another trainer holds it, or it is over.</returns>
    public static TrainingJob? Claim(TrainingJob job, string trainer, DateTimeOffset now)
    {
        if (!IsClaimableAt(job, now))
        {
            return null;
        }

        if (job.Attempts >= MaxAttempts)
        {
            return job with
            {
                Status = JobStatus.Failed,
                ExpiresAt = null,
                Failure = $"given up after {job.Attempts} attempts; last: {(job.Failure.Length > 0 ? job.Failure : "the trainer fell silent")}",
            };
        }

        return job with
        {
            Status = JobStatus.Leased,
            Trainer = trainer,
            Fencing = job.Fencing + 1,
            Attempts = job.Attempts + 1,
            ExpiresAt = now + Hold,
        };
    }

    /// <summary>Prolongs a claim.</summary>
    /// <returns>Absent when the claim has been lost. An expired claim that nobody has taken over is alive again.</returns>
    public static TrainingJob? Heartbeat(TrainingJob job, long fencing, string progress, DateTimeOffset now) =>
        Holds(job, fencing) ? job with { ExpiresAt = now + Hold, Progress = progress } : null;

    /// <summary>Takes a result.</summary>
    /// <returns>Absent when the claim has been lost: the result is stale.</returns>
    public static TrainingJob? Complete(TrainingJob job, long fencing, TrainingResult result) =>
        Holds(job, fencing) ? job with { Status = JobStatus.Done, ExpiresAt = null, Result = result, Progress = "" } : null;

    /// <summary>Takes a failure; a retriable one puts the job back unless its attempts are used up.</summary>
    /// <returns>Absent when the claim has been lost.</returns>
    public static TrainingJob? Fail(TrainingJob job, long fencing, string reason, bool retriable)
    {
        if (!Holds(job, fencing))
        {
            return null;
        }

        var again = retriable && job.Attempts < MaxAttempts;
        return job with { Status = again ? JobStatus.Waiting : JobStatus.Failed, ExpiresAt = null, Failure = reason };
    }

    /// <summary>Takes a job back from a trainer that was stopped in order; the attempt does not count.</summary>
    /// <returns>Absent when the claim has been lost.</returns>
    public static TrainingJob? HandBack(TrainingJob job, long fencing) =>
        Holds(job, fencing) ? job with { Status = JobStatus.Waiting, ExpiresAt = null, Attempts = job.Attempts - 1 } : null;

    /// <summary>Ends a job that nobody needs any more; one that is over stays as it is.</summary>
    public static TrainingJob Drop(TrainingJob job, string reason)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Status is JobStatus.Waiting or JobStatus.Leased
            ? job with { Status = JobStatus.Failed, ExpiresAt = null, Failure = reason }
            : job;
    }

    /// <summary>The refusal that a stale claim gets.</summary>
    public static Refusal Stale(TrainingJob job, long fencing) => Refusal.Precondition(
        "CLAIM_LOST",
        $"claim {fencing} on the {job.Id} job of round {job.Round} no longer holds: the job is {job.Status} with claim {job.Fencing}");

    private static bool Holds(TrainingJob job, long fencing)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Status == JobStatus.Leased && job.Fencing == fencing;
    }
}
