using System.Collections.Immutable;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grains.Commits;

namespace ActiveSeg.Grains.Projects;

internal sealed partial class ProjectGrain
{
    /// <inheritdoc />
    public Task AddJobsAsync(
        RoundNumber round,
        JobKind kind,
        ModelVersion? describedBy,
        ImmutableArray<ArtifactRef> manifests,
        CancellationToken cancellationToken) =>
        _commits.WriteAsync<ProjectState>(
            Project,
            async () =>
            {
                var project = (await store.ReadProjectAsync(Project, cancellationToken))!;
                var stored = (await store.ReadRoundAsync(Project, round, cancellationToken))!;
                if (stored.Value.Phase != RoundRules.PhaseOf(kind)
                    || await store.ReadJobAsync(Project, round, new JobId(kind), cancellationToken) is not null)
                {
                    return Change<ProjectState>.None(project.Value);
                }

                var model = kind == JobKind.Train
                    ? new ModelVersion(project.Value.LastModel.Value + 1)
                    : describedBy ?? new ModelVersion(0);
                var changed = kind == JobKind.Train ? project.Value with { LastModel = model } : project.Value;
                var jobs = manifests.Select((manifest, part) => new TrainingJob(
                    Project, round, kind, manifest, model, JobStatus.Waiting, "", 0, 0, null, "", null, "", part, manifests.Length));
                return Change<ProjectState>.Of(
                    changed, [project.Write(changed), stored.Write(stored.Value), .. jobs.Select(job => new Stored<TrainingJob>(job, 0).Write(job))]);
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task<bool> DescribeAgainAsync(RoundNumber round, CancellationToken cancellationToken)
    {
        var answer = await _commits.WriteAsync<RoundState>(
            Project,
            async () =>
            {
                var stored = (await store.ReadRoundAsync(Project, round, cancellationToken))!;
                if (stored.Value.Phase != RoundPhase.Selecting
                    || await store.ReadJobAsync(Project, round, new JobId(JobKind.Describe), cancellationToken) is not null)
                {
                    return Change<RoundState>.None(stored.Value);
                }

                var describing = RoundRules.Advance(stored.Value, RoundPhase.Describing);
                return Change<RoundState>.Of(
                    describing, [stored.Write(describing)], work: [new NewWork(WorkKind.DescribeRequested, round.ToString())]);
            },
            cancellationToken);
        return answer.Value?.Phase == RoundPhase.Describing;
    }

    /// <inheritdoc />
    public Task ApplyDescriptionAsync(RoundNumber round, CancellationToken cancellationToken) =>
        _commits.WriteAsync<ProjectState>(
            Project,
            async () =>
            {
                var project = (await store.ReadProjectAsync(Project, cancellationToken))!;
                var stored = (await store.ReadRoundAsync(Project, round, cancellationToken))!;
                if (stored.Value.Phase != RoundPhase.Describing)
                {
                    return Change<ProjectState>.None(project.Value);
                }

                var changed = project.Value with { SignalVersion = project.Value.SignalVersion + 1 };
                return Change<ProjectState>.Of(
                    changed,
                    [project.Write(changed), stored.Write(RoundRules.Advance(stored.Value, RoundPhase.Selecting))],
                    work: [new NewWork(WorkKind.SelectionRequested, round.ToString())]);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task ApplyCandidateAsync(ModelState candidate, string remark, CancellationToken cancellationToken) =>
        _commits.WriteAsync<ProjectState>(
            Project,
            async () =>
            {
                var project = (await store.ReadProjectAsync(Project, cancellationToken))!;
                var stored = (await store.ReadRoundAsync(Project, candidate.Round, cancellationToken))!;
                if (stored.Value.Phase != RoundPhase.Evaluating)
                {
                    return Change<ProjectState>.None(project.Value);
                }

                var (promote, reason) = PromotionRules.Decide(
                    candidate, project.Value.PromotedDice, project.Value.Lock?.Hash ?? "");
                var changed = promote
                    ? project.Value with
                    {
                        PromotedModel = candidate.Version,
                        PromotedDice = candidate.MeanDice,
                        SignalVersion = project.Value.SignalVersion + 1,
                    }
                    : project.Value;
                var promoting = RoundRules.Advance(stored.Value, RoundPhase.Promoting) with
                {
                    Outcome = new RoundOutcome(candidate.Version, promote, reason + remark, null),
                };
                return Change<ProjectState>.Of(
                    changed,
                    [
                        project.Write(changed),
                        stored.Write(promoting),
                        new DocumentWrite(DocumentKey.OfModel(Project, candidate.Version), 0, candidate),
                    ]);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task EndRoundAsync(RoundNumber round, double? reward, CancellationToken cancellationToken) =>
        EndAsync(
            round,
            stored => stored.Phase == RoundPhase.Promoting,
            stored => stored.Outcome! with { Reward = reward },
            failed: false,
            cancellationToken);

    /// <inheritdoc />
    public Task FailRoundAsync(RoundNumber round, string reason, CancellationToken cancellationToken) =>
        EndAsync(
            round,
            stored => !RoundRules.IsOver(stored.Phase),
            _ => new RoundOutcome(null, false, reason, null),
            failed: true,
            cancellationToken);

    private Task<Answer<RoundState>> EndAsync(
        RoundNumber round,
        Func<RoundState, bool> applies,
        Func<RoundState, RoundOutcome> outcome,
        bool failed,
        CancellationToken cancellationToken) =>
        _commits.WriteAsync<RoundState>(
            Project,
            async () =>
            {
                var stored = (await store.ReadRoundAsync(Project, round, cancellationToken))!;
                if (!applies(stored.Value))
                {
                    return Change<RoundState>.None(stored.Value);
                }

                var (ended, writes) = await EndWithJobsAsync(stored, outcome(stored.Value), failed, cancellationToken);
                return Change<RoundState>.Of(ended, writes);
            },
            cancellationToken);

    /// <summary>What ends a round together with its open jobs, which nobody needs any more.</summary>
    private async Task<(RoundState Ended, ImmutableArray<DocumentWrite> Writes)> EndWithJobsAsync(
        Stored<RoundState> stored, RoundOutcome outcome, bool failed, CancellationToken cancellationToken)
    {
        var now = await store.ReadClockAsync(cancellationToken);
        var ended = RoundRules.End(stored.Value, outcome, failed, now);
        var open = await store.ListOpenJobsAsync(Project, cancellationToken);
        var dropped = open.Where(job => job.Value.Round == ended.Number)
            .Select(job => job.Write(JobRules.Drop(job.Value, "the round has ended")));
        return (ended, [stored.Write(ended), .. dropped]);
    }
}
