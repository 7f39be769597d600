using System.Collections.Immutable;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Domain.Experiments;

/// <summary>Which experiment runs next, who holds it, and whose results count.</summary>
public static class ExperimentRules
{
    /// <summary>Claims without progress before an experiment counts as failed.</summary>
    public const int MaxAttempts = 8;

    /// <summary>How long a claim holds without a heartbeat.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(15);

    /// <summary>A new experiment at the end of the queue.</summary>
    public static ExperimentState Submit(ExperimentId id, ExperimentSettings settings, DateTimeOffset now) =>
        new(id, settings, ExperimentStatus.Queued, "", 0, 0, null, 0, "", "", null, now, null);

    /// <summary>Whether nothing about the experiment can change any more.</summary>
    public static bool IsOver(ExperimentStatus status) =>
        status is ExperimentStatus.Done or ExperimentStatus.Failed or ExperimentStatus.Cancelled;

    /// <summary>Whether a trainer may claim the experiment at this instant.</summary>
    public static bool IsClaimableAt(ExperimentState experiment, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return experiment.Status == ExperimentStatus.Queued
            || (experiment.Status == ExperimentStatus.Running && now >= experiment.ExpiresAt);
    }

    /// <summary>What a trainer may claim, the oldest first. Rounds go before: nothing while one of their jobs waits.</summary>
    /// <param name="experiments">All that are not over.</param>
    /// <param name="datasets">Datasets that the trainer has.</param>
    /// <param name="isJobWaiting">Whether a round's job can be claimed.</param>
    /// <param name="now">The store's clock.</param>
    public static ImmutableArray<ExperimentState> ToClaim(
        IEnumerable<ExperimentState> experiments, IReadOnlySet<string> datasets, bool isJobWaiting, DateTimeOffset now) =>
        isJobWaiting
            ? []
            :
            [
                .. experiments
                    .Where(e => IsClaimableAt(e, now) && datasets.Contains(e.Settings.Dataset))
                    .OrderBy(e => e.CreatedAt)
                    .ThenBy(e => e.Id.Value, StringComparer.Ordinal),
            ];

    /// <summary>Gives the experiment to a trainer, or fails it when its attempts are used up.</summary>
    /// <returns>Absent when another trainer holds it, or it is over.</returns>
    public static ExperimentState? Claim(ExperimentState experiment, string trainer, DateTimeOffset now)
    {
        if (!IsClaimableAt(experiment, now))
        {
            return null;
        }

        if (experiment.Attempts >= MaxAttempts)
        {
            var last = experiment.Failure.Length > 0 ? experiment.Failure : "the trainer fell silent";
            return End(experiment, ExperimentStatus.Failed, now) with
            {
                Failure = $"given up after {experiment.Attempts} attempts without progress; last: {last}",
            };
        }

        return experiment with
        {
            Status = ExperimentStatus.Running,
            Trainer = trainer,
            Fencing = experiment.Fencing + 1,
            Attempts = experiment.Attempts + 1,
            ExpiresAt = now + Hold,
            Message = "",
        };
    }

    /// <summary>Prolongs a claim and takes the progress; a training more than ever before makes earlier attempts forgotten.</summary>
    /// <returns>Absent when the claim has been lost. An expired claim that nobody has taken over is alive again.</returns>
    public static ExperimentState? Heartbeat(
        ExperimentState experiment, long fencing, int roundsDone, string message, DateTimeOffset now)
    {
        if (!Holds(experiment, fencing))
        {
            return null;
        }

        var done = Math.Clamp(roundsDone, experiment.RoundsDone, experiment.Settings.RoundsTotal);
        return experiment with
        {
            ExpiresAt = now + Hold,
            RoundsDone = done,
            Attempts = done > experiment.RoundsDone ? 1 : experiment.Attempts,
            Message = message,
        };
    }

    /// <summary>Puts the experiment back into its place in the queue; that was no attempt.</summary>
    /// <returns>Absent when the claim has been lost.</returns>
    public static ExperimentState? Release(ExperimentState experiment, long fencing, string reason) =>
        Holds(experiment, fencing)
            ? experiment with
            {
                Status = ExperimentStatus.Queued,
                ExpiresAt = null,
                Attempts = Math.Max(0, experiment.Attempts - 1),
                Message = reason,
            }
            : null;

    /// <summary>Takes the results.</summary>
    /// <returns>Absent when the claim has been lost: the results are stale.</returns>
    public static ExperimentState? Complete(ExperimentState experiment, long fencing, ArtifactRef results, DateTimeOffset now) =>
        Holds(experiment, fencing)
            ? End(experiment, ExperimentStatus.Done, now) with { Results = results, RoundsDone = experiment.Settings.RoundsTotal }
            : null;

    /// <summary>Takes a failure; a retriable one puts the experiment back unless its attempts are used up.</summary>
    /// <returns>Absent when the claim has been lost.</returns>
    public static ExperimentState? Fail(
        ExperimentState experiment, long fencing, string reason, bool retriable, DateTimeOffset now)
    {
        if (!Holds(experiment, fencing))
        {
            return null;
        }

        return retriable && experiment.Attempts < MaxAttempts
            ? experiment with { Status = ExperimentStatus.Queued, ExpiresAt = null, Failure = reason, Message = "" }
            : End(experiment, ExperimentStatus.Failed, now) with { Failure = reason };
    }

    /// <summary>Ends an experiment; whoever runs it has lost its claim.</summary>
    /// <returns>The same state when it had been cancelled before; absent when it is over otherwise.</returns>
    public static ExperimentState? Cancel(ExperimentState experiment, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return experiment.Status switch
        {
            ExperimentStatus.Cancelled => experiment,
            _ when IsOver(experiment.Status) => null,
            _ => End(experiment, ExperimentStatus.Cancelled, now),
        };
    }

    /// <summary>The refusal that a stale claim gets.</summary>
    public static Refusal Stale(ExperimentState experiment, long fencing)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return Refusal.Precondition(
            "CLAIM_LOST",
            $"claim {fencing} on experiment {experiment.Id} no longer holds: it is {experiment.Status} with claim {experiment.Fencing}");
    }

    private static ExperimentState End(ExperimentState experiment, ExperimentStatus status, DateTimeOffset now) =>
        experiment with { Status = status, ExpiresAt = null, Message = "", EndedAt = now };

    private static bool Holds(ExperimentState experiment, long fencing)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return experiment.Status == ExperimentStatus.Running && experiment.Fencing == fencing;
    }
}
