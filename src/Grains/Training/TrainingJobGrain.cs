using System.Collections.Immutable;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Training;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grains.Commits;

namespace ActiveSeg.Grains.Training;

/// <inheritdoc cref="ITrainingJobGrain" />
internal sealed class TrainingJobGrain(IProjectStore store) : Grain, ITrainingJobGrain
{
    private readonly StateCommits _commits = new(store);

    private ProjectId Project => GrainKeys.Split(this.GetPrimaryKeyString()).Project;

    private RoundNumber Round => new(int.Parse(GrainKeys.Split(this.GetPrimaryKeyString()).Tail));

    /// <inheritdoc />
    public Task<Answer<TrainingJob>> ClaimAsync(
        CallIdentity call, JobId job, string trainer, CancellationToken cancellationToken) =>
        _commits.AnswerAsync(
            Project,
            call,
            () => DecideAsync(
                job,
                (held, now) => JobRules.Claim(held, trainer, now),
                held => Refusal.Precondition("JOB_TAKEN", $"the {job} job of round {Round} is {held.Status}"),
                cancellationToken),
            cancellationToken);

    /// <inheritdoc />
    public Task<Answer<TrainingJob>> HeartbeatAsync(
        JobId job, long fencing, string progress, CancellationToken cancellationToken) =>
        _commits.WriteAsync(
            Project,
            () => DecideAsync(
                job,
                (held, now) => JobRules.Heartbeat(held, fencing, progress, now),
                held => JobRules.Stale(held, fencing),
                cancellationToken),
            cancellationToken);

    /// <inheritdoc />
    public Task<Answer<TrainingJob>> CompleteAsync(
        CallIdentity call, JobId job, long fencing, TrainingResult result, CancellationToken cancellationToken) =>
        _commits.AnswerAsync(
            Project,
            call,
            () => DecideAsync(
                job,
                (held, _) => JobRules.Complete(held, fencing, result),
                held => JobRules.Stale(held, fencing),
                cancellationToken),
            cancellationToken);

    /// <inheritdoc />
    public Task<Answer<TrainingJob>> HandBackAsync(
        CallIdentity call, JobId job, long fencing, CancellationToken cancellationToken) =>
        _commits.AnswerAsync(
            Project,
            call,
            () => DecideAsync(
                job,
                (held, _) => JobRules.HandBack(held, fencing),
                held => JobRules.Stale(held, fencing),
                cancellationToken),
            cancellationToken);

    /// <inheritdoc />
    public Task<Answer<TrainingJob>> FailAsync(
        CallIdentity call,
        JobId job,
        long fencing,
        string reason,
        bool retriable,
        CancellationToken cancellationToken) =>
        _commits.AnswerAsync(
            Project,
            call,
            () => DecideAsync(
                job,
                (held, _) => JobRules.Fail(held, fencing, reason, retriable),
                held => JobRules.Stale(held, fencing),
                cancellationToken),
            cancellationToken);

    private async Task<Change<TrainingJob>> DecideAsync(
        JobId id,
        Func<TrainingJob, DateTimeOffset, TrainingJob?> decide,
        Func<TrainingJob, Refusal> refuse,
        CancellationToken cancellationToken)
    {
        var stored = await store.ReadJobAsync(Project, Round, id, cancellationToken);
        if (stored is null)
        {
            return Change<TrainingJob>.Refused(
                Refusal.NotFound("JOB_NOT_FOUND", $"round {Round} of {Project} has no {id} job"));
        }

        var now = await store.ReadClockAsync(cancellationToken);
        if (decide(stored.Value, now) is not { } job)
        {
            return Change<TrainingJob>.Refused(refuse(stored.Value));
        }

        ImmutableArray<NewWork> result = [new NewWork(WorkKind.ResultArrived, $"{Round}/{id}")];
        return job.Status switch
        {
            JobStatus.Failed => Change<TrainingJob>.Of(job, [stored.Write(job)], work: result),
            JobStatus.Done => await DoneAsync(stored, job, result, cancellationToken),
            _ => Change<TrainingJob>.Of(job, [stored.Write(job)]),
        };
    }

    /// <summary>Moves the round on with a training's end, and has the result of parts applied with the last of them.</summary>
    private async Task<Change<TrainingJob>> DoneAsync(
        Stored<TrainingJob> stored, TrainingJob job, ImmutableArray<NewWork> result, CancellationToken cancellationToken)
    {
        var round = (await store.ReadRoundAsync(Project, Round, cancellationToken))!;
        if (job.Kind == JobKind.Train)
        {
            var evaluating = RoundRules.Advance(round.Value, RoundPhase.Evaluating);
            return Change<TrainingJob>.Of(job, [stored.Write(job), round.Write(evaluating)], work: result);
        }

        // The round is written as it is: of two parts that end at once, one has to look again and finds itself the last.
        var open = await store.ListOpenJobsAsync(Project, cancellationToken);
        var isLast = !open.Any(other => other.Value.Round == Round && other.Value.Kind == job.Kind && other.Value.Part != job.Part);
        return Change<TrainingJob>.Of(job, [stored.Write(job), round.Write(round.Value)], work: isLast ? result : []);
    }
}
