using System.Collections.Frozen;
using ActiveSeg.Contracts.Experiments;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Experiments;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Grains.Commits;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Grains.Experiments;

/// <inheritdoc cref="IExperimentGrain" />
internal sealed class ExperimentGrain(IProjectStore store) : Grain, IExperimentGrain
{
    // The oracle exists in the laboratory only: it looks at the masks.
    private static readonly FrozenSet<string> Strategies = StrategyCatalogue.All.Select(s => s.Name).Append("greedy-oracle").ToFrozenSet();
    private readonly StateCommits _commits = new(store);

    private ExperimentId Id => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public Task<Answer<ExperimentState>> SubmitAsync(
        CallIdentity call, ExperimentSettings settings, CancellationToken cancellationToken) =>
        AnswerAsync(
            call,
            async () =>
            {
                var problems = settings.Problems(Strategies);
                if (problems.Length > 0)
                {
                    return Change<ExperimentState>.Refused(Refusal.Invalid("INVALID_SETTINGS", string.Join("; ", problems)));
                }

                if (await ReadAsync(cancellationToken) is not null)
                {
                    return Change<ExperimentState>.Refused(new Refusal(
                        RefusalKind.AlreadyExists, "EXPERIMENT_EXISTS", $"there is an experiment '{Id}' already"));
                }

                var state = ExperimentRules.Submit(Id, settings, await store.ReadClockAsync(cancellationToken));
                return Change<ExperimentState>.Of(state, [Write(state, 0)]);
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task<Answer<ExperimentState>> GetAsync(CancellationToken cancellationToken) =>
        await ReadAsync(cancellationToken) is { } stored ? Answers.Of(stored.Value) : Answers.Refused<ExperimentState>(Absent());

    /// <inheritdoc />
    public Task<Answer<ExperimentState>> CancelAsync(CallIdentity call, CancellationToken cancellationToken) => AnswerAsync(
        call,
        () => DecideAsync(
            ExperimentRules.Cancel,
            e => Refusal.Precondition("EXPERIMENT_OVER", $"experiment {e.Id} is {e.Status} already"),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public Task<Answer<ExperimentState>> ClaimAsync(CallIdentity call, string trainer, CancellationToken cancellationToken) => AnswerAsync(
        call,
        () => DecideAsync(
            (e, now) => ExperimentRules.Claim(e, trainer, now),
            e => Refusal.Precondition("EXPERIMENT_TAKEN", $"experiment {e.Id} is {e.Status}"),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public Task<Answer<ExperimentState>> HeartbeatAsync(
        long fencing, int roundsDone, string message, CancellationToken cancellationToken) => _commits.WriteAsync(
        DocumentKey.Experiments,
        () => DecideAsync(
            (e, now) => ExperimentRules.Heartbeat(e, fencing, roundsDone, message, now),
            e => ExperimentRules.Stale(e, fencing),
            cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public Task<Answer<ExperimentState>> ReleaseAsync(
        CallIdentity call, long fencing, string reason, CancellationToken cancellationToken) => AnswerAsync(
        call,
        () => DecideAsync(
            (e, _) => ExperimentRules.Release(e, fencing, reason), e => ExperimentRules.Stale(e, fencing), cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public Task<Answer<ExperimentState>> CompleteAsync(
        CallIdentity call, long fencing, ArtifactRef results, CancellationToken cancellationToken) => AnswerAsync(
        call,
        () => DecideAsync(
            (e, now) => ExperimentRules.Complete(e, fencing, results, now), e => ExperimentRules.Stale(e, fencing), cancellationToken),
        cancellationToken);

    /// <inheritdoc />
    public Task<Answer<ExperimentState>> FailAsync(
        CallIdentity call, long fencing, string reason, bool retriable, CancellationToken cancellationToken) => AnswerAsync(
        call,
        () => DecideAsync(
            (e, now) => ExperimentRules.Fail(e, fencing, reason, retriable, now), e => ExperimentRules.Stale(e, fencing), cancellationToken),
        cancellationToken);

    private Task<Answer<ExperimentState>> AnswerAsync(
        CallIdentity call, Func<Task<Change<ExperimentState>>> decide, CancellationToken cancellationToken) =>
        _commits.AnswerAsync(DocumentKey.Experiments, call, decide, cancellationToken);

    private async Task<Change<ExperimentState>> DecideAsync(
        Func<ExperimentState, DateTimeOffset, ExperimentState?> decide,
        Func<ExperimentState, Refusal> refuse,
        CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } stored)
        {
            return Change<ExperimentState>.Refused(Absent());
        }

        var now = await store.ReadClockAsync(cancellationToken);
        return decide(stored.Value, now) is { } state
            ? Change<ExperimentState>.Of(state, [Write(state, stored.Version)])
            : Change<ExperimentState>.Refused(refuse(stored.Value));
    }

    private Task<Stored<ExperimentState>?> ReadAsync(CancellationToken cancellationToken) =>
        store.ReadAsync<ExperimentState>(DocumentKey.OfExperiment(Id), cancellationToken);

    private static DocumentWrite Write(ExperimentState state, long version) =>
        new(DocumentKey.OfExperiment(state.Id), version, state, state.Status.ToString());

    private Refusal Absent() => Refusal.NotFound("EXPERIMENT_NOT_FOUND", $"there is no experiment '{Id}'");
}
