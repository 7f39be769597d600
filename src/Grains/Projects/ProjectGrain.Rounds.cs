using System.Collections.Immutable;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Rounds;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using ActiveSeg.Grains.Commits;

namespace ActiveSeg.Grains.Projects;

internal sealed partial class ProjectGrain
{
    /// <inheritdoc />
    public Task<Answer<RoundView>> StartRoundAsync(CallIdentity call, CancellationToken cancellationToken) =>
        _commits.AnswerAsync<RoundView>(
            Project,
            call,
            async () =>
            {
                var stored = await store.ReadProjectAsync(Project, cancellationToken);
                if (stored is null)
                {
                    return Change<RoundView>.Refused(StateReads.NoProject(Project));
                }

                var project = await SealAsync(stored.Value, cancellationToken);
                var previous = project.CurrentRound is { } last
                    ? await store.ReadRoundAsync(Project, last, cancellationToken)
                    : null;
                var counts = await store.CountScansAsync(Project, cancellationToken);
                if (RoundRules.WhyNotStart(project, previous?.Value, counts.Available, counts.Labelled) is { } refusal)
                {
                    return Change<RoundView>.Refused(refusal);
                }

                var now = await store.ReadClockAsync(cancellationToken);
                var round = RoundRules.Start(project, describe: project.SignalVersion == 0, now);
                var work = round.Phase == RoundPhase.Describing ? WorkKind.DescribeRequested : WorkKind.SelectionRequested;
                return Change<RoundView>.Of(
                    new RoundView(round, ""),
                    [
                        stored.Write(project with { CurrentRound = round.Number }),
                        new Stored<RoundState>(round, 0).Write(round),
                    ],
                    work: [new NewWork(work, round.Number.ToString())]);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<Answer<RoundView>> CloseRoundAsync(CallIdentity call, CancellationToken cancellationToken) =>
        _commits.AnswerAsync(Project, call, () => StopWaitingAsync(mustBeDue: false, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Answer<RoundView>> CancelRoundAsync(CallIdentity call, string reason, CancellationToken cancellationToken) =>
        _commits.AnswerAsync<RoundView>(
            Project,
            call,
            async () =>
            {
                var project = await store.ReadProjectAsync(Project, cancellationToken);
                if (project is null)
                {
                    return Change<RoundView>.Refused(StateReads.NoProject(Project));
                }

                var stored = project.Value.CurrentRound is { } number
                    ? await store.ReadRoundAsync(Project, number, cancellationToken)
                    : null;
                if (RoundRules.WhyNotCancel(Project, stored?.Value) is { } refusal)
                {
                    return Change<RoundView>.Refused(refusal);
                }

                var counts = await store.CountScansAsync(Project, cancellationToken);
                if (stored!.Value.Phase is RoundPhase.Training or RoundPhase.Evaluating
                    && RoundRules.WhyNotStart(project.Value, null, counts.Available, counts.Labelled) is { } last)
                {
                    return Change<RoundView>.Refused(Refusal.Precondition(
                        "LAST_ROUND", $"no round could follow, and nothing would be trained on the labels of this one: {last.Message}"));
                }

                var outcome = new RoundOutcome(null, false, $"cancelled: {reason}", null);
                var (ended, writes) = await EndWithJobsAsync(stored, outcome, failed: true, cancellationToken);
                return Change<RoundView>.Of(new RoundView(ended, ""), writes);
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task CloseIfDueAsync(CancellationToken cancellationToken)
    {
        var answer = await _commits.WriteAsync(
            Project, () => StopWaitingAsync(mustBeDue: true, cancellationToken), cancellationToken);
        if (answer.Value is { } view)
        {
            await ContinueRoundAsync(view.State.Number, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<Answer<RoundView>> GetRoundAsync(RoundNumber? round, CancellationToken cancellationToken)
    {
        var project = await store.ReadProjectAsync(Project, cancellationToken);
        if (project is null)
        {
            return Answers.Refused<RoundView>(StateReads.NoProject(Project));
        }

        var number = round ?? project.Value.CurrentRound ?? new RoundNumber(0);
        var stored = await store.ReadRoundAsync(Project, number, cancellationToken);
        return stored is null
            ? Answers.Refused<RoundView>(Refusal.NotFound("ROUND_NOT_FOUND", $"{Project} has no round {number}"))
            : Answers.Of(await ViewAsync(stored.Value, cancellationToken));
    }

    /// <inheritdoc />
    public Task OpenRoundAsync(OpenRoundCommand command, CancellationToken cancellationToken) =>
        _commits.WriteAsync<RoundState>(
            Project,
            async () =>
            {
                var project = (await store.ReadProjectAsync(Project, cancellationToken))!.Value;
                var round = await store.ReadRoundAsync(Project, command.Round, cancellationToken);
                if (round?.Value.Phase != RoundPhase.Selecting)
                {
                    return Change<RoundState>.None(round!.Value);
                }

                var now = await store.ReadClockAsync(cancellationToken);
                var scans = ImmutableArray.CreateBuilder<ScanWrite>();
                foreach (var pick in command.Picks)
                {
                    var scan = await store.ReadScanAsync(Project, pick.Scan, cancellationToken);
                    if (scan is not { Value: { Role: ScanRole.Pool, Status: ScanStatus.Available } })
                    {
                        throw new InvalidOperationException(
                            $"round {command.Round} of {Project} picked {pick.Scan}, which is not selectable");
                    }

                    scans.Add(new ScanWrite(
                        scan.Version, scan.Value with { Status = ScanStatus.Assigned, Round = command.Round }));
                }

                var opened = RoundRules.Open(round.Value, command.Decision, command.Picks, project.Options, now);
                return Change<RoundState>.Of(opened, [round.Write(opened)], scans.ToImmutable());
            },
            cancellationToken);

    /// <inheritdoc />
    public Task ContinueRoundAsync(RoundNumber round, CancellationToken cancellationToken) =>
        _commits.WriteAsync<RoundState>(
            Project,
            async () =>
            {
                var stored = (await store.ReadRoundAsync(Project, round, cancellationToken))!;
                var scans = await store.ListScansAsync(Project, new ScanFilter(Round: round), cancellationToken);
                if (!RoundRules.IsLabelled(stored.Value, scans.Select(s => s.Value.Status)))
                {
                    return Change<RoundState>.None(stored.Value);
                }

                var counts = await store.CountScansAsync(Project, cancellationToken);
                if (counts.Labelled == 0)
                {
                    var now = await store.ReadClockAsync(cancellationToken);
                    var outcome = new RoundOutcome(null, false, "nothing was labelled, so there is nothing to train on", null);
                    var failed = RoundRules.End(stored.Value, outcome, failed: true, now);
                    return Change<RoundState>.Of(failed, [stored.Write(failed)]);
                }

                var training = RoundRules.Advance(stored.Value, RoundPhase.Training);
                return Change<RoundState>.Of(
                    training,
                    [stored.Write(training)],
                    work: [new NewWork(WorkKind.TrainingRequested, round.ToString())]);
            },
            cancellationToken);

    private async Task<Change<RoundView>> StopWaitingAsync(bool mustBeDue, CancellationToken cancellationToken)
    {
        var project = await store.ReadProjectAsync(Project, cancellationToken);
        if (project?.Value.CurrentRound is not { } number)
        {
            return Change<RoundView>.Refused(
                Refusal.Precondition("ROUND_NOT_OPEN", $"{Project} has no round that waits for reads"));
        }

        var stored = (await store.ReadRoundAsync(Project, number, cancellationToken))!;
        var now = await store.ReadClockAsync(cancellationToken);
        var open = stored.Value.Phase is RoundPhase.Labelling or RoundPhase.Fusing;
        var waits = stored.Value.Assignments.Any(a => a.Status is AssignmentStatus.Waiting or AssignmentStatus.Leased);
        if (!open || (mustBeDue && !(waits && now >= stored.Value.DeadlineAt)))
        {
            return Change<RoundView>.Refused(Refusal.Precondition(
                "ROUND_NOT_OPEN", $"round {number} of {Project} is {stored.Value.Phase} and waits for no reads"));
        }

        var (round, returned) = RoundRules.StopWaiting(stored.Value);
        var scans = ImmutableArray.CreateBuilder<ScanWrite>();
        var work = ImmutableArray.CreateBuilder<NewWork>();
        foreach (var scan in await store.ListScansAsync(Project, new ScanFilter(Round: number), cancellationToken))
        {
            if (scan.Value.Status != ScanStatus.Assigned)
            {
                continue;
            }

            if (returned.Contains(scan.Value.Id))
            {
                scans.Add(new ScanWrite(scan.Version, scan.Value with { Status = ScanStatus.Available }));
            }
            else
            {
                work.Add(new NewWork(WorkKind.ConsensusRequested, scan.Value.Id.Value));
            }
        }

        if (work.Count == 0)
        {
            work.Add(new NewWork(WorkKind.ConsensusRequested, round.Picks[0].Scan.Value));
        }

        return Change<RoundView>.Of(
            new RoundView(round, ""), [stored.Write(round)], scans.ToImmutable(), work.ToImmutable());
    }

    private async Task<ProjectState> SealAsync(ProjectState project, CancellationToken cancellationToken)
    {
        if (project.Lock is not { IsSealed: false } open)
        {
            return project;
        }

        var scans = await store.ListScansAsync(Project, new ScanFilter(ScanRole.Reference), cancellationToken);
        return project with { Lock = open with { Hash = ReferenceSetRules.Hash([.. scans.Select(s => s.Value)]) } };
    }
}
