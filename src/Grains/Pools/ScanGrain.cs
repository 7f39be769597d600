using ActiveSeg.Contracts.Delineations;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Workers;
using ActiveSeg.Domain.Delineations;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Grains.Commits;

namespace ActiveSeg.Grains.Pools;

/// <inheritdoc cref="IScanGrain" />
internal sealed class ScanGrain(IProjectStore store) : Grain, IScanGrain
{
    private readonly StateCommits _commits = new(store);
    private ScanSignals? _signals;
    private long _signalVersion = -1;

    private ProjectId Project => GrainKeys.Split(this.GetPrimaryKeyString()).Project;

    private ScanId Scan => new(GrainKeys.Split(this.GetPrimaryKeyString()).Tail);

    /// <inheritdoc />
    public async Task<Answer<ScanView>> GetAsync(CancellationToken cancellationToken)
    {
        var project = await store.ReadProjectAsync(Project, cancellationToken);
        var scan = await store.ReadScanAsync(Project, Scan, cancellationToken);
        return project is null || scan is null
            ? Answers.Refused<ScanView>(NoScan())
            : Answers.Of(new ScanView(scan.Value, await SignalsAsync(project.Value, cancellationToken)));
    }

    /// <inheritdoc />
    public async Task<Answer<SubmissionView>> SubmitAsync(SubmitCommand command, CancellationToken cancellationToken)
    {
        var project = await store.ReadProjectAsync(Project, cancellationToken);
        var known = await store.ReadScanAsync(Project, Scan, cancellationToken);
        if (project is null || known is null)
        {
            return Answers.Refused<SubmissionView>(NoScan());
        }

        var refusal = await CheckMaskAsync(project.Value, known.Value, command.Mask, cancellationToken);
        if (refusal is not null)
        {
            return Answers.Refused<SubmissionView>(refusal);
        }

        return await _commits.AnswerAsync<SubmissionView>(
            Project,
            command.Call,
            async () =>
            {
                var scan = (await store.ReadScanAsync(Project, Scan, cancellationToken))!;
                var round = await store.ReadRoundAsync(Project, command.Lease.Round, cancellationToken);
                if (round is null)
                {
                    return Change<SubmissionView>.Refused(Refusal.NotFound(
                        "ROUND_NOT_FOUND", $"{Project} has no round {command.Lease.Round}"));
                }

                var now = await store.ReadClockAsync(cancellationToken);
                var decision = SubmissionRules.Submit(
                    round.Value, scan.Value, command.Lease, command.Mask, command.Effort, command.Tool, now);
                return decision switch
                {
                    SubmissionDecision.Accepted a => Change<SubmissionView>.Of(
                        new SubmissionView(a.Outstanding),
                        [round.Write(a.Round)],
                        [new ScanWrite(scan.Version, a.Scan)],
                        a.Outstanding == 0 ? [new NewWork(WorkKind.ConsensusRequested, Scan.Value)] : []),
                    SubmissionDecision.Refused r => Change<SubmissionView>.Refused(r.Refusal),
                    _ => throw new System.Diagnostics.UnreachableException(),
                };
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<Answer<ReferenceView>> SetReferenceAsync(
        SetReferenceCommand command, CancellationToken cancellationToken)
    {
        var project = await store.ReadProjectAsync(Project, cancellationToken);
        var known = await store.ReadScanAsync(Project, Scan, cancellationToken);
        if (project is null || known is null)
        {
            return Answers.Refused<ReferenceView>(NoScan());
        }

        var refusal = await CheckMaskAsync(project.Value, known.Value, command.Mask, cancellationToken);
        if (refusal is not null)
        {
            return Answers.Refused<ReferenceView>(refusal);
        }

        return await _commits.AnswerAsync<ReferenceView>(
            Project, command.Call, () => SetReferenceOnceAsync(command, cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public Task<Answer<ScanView>> ExcludeAsync(CallIdentity call, string reason, CancellationToken cancellationToken) =>
        _commits.AnswerAsync<ScanView>(
            Project,
            call,
            async () =>
            {
                var scan = await store.ReadScanAsync(Project, Scan, cancellationToken);
                if (scan is null)
                {
                    return Change<ScanView>.Refused(NoScan());
                }

                if (scan.Value is not { Role: ScanRole.Pool, Status: ScanStatus.Available })
                {
                    return Change<ScanView>.Refused(Refusal.Precondition(
                        "SCAN_NOT_AVAILABLE",
                        $"{Scan} is {scan.Value.Role} and {scan.Value.Status}; only a selectable scan can be taken out"));
                }

                var excluded = scan.Value with
                {
                    Status = ScanStatus.Excluded,
                    Exclusion = reason,
                };
                return Change<ScanView>.Of(new ScanView(excluded, null), [], [new ScanWrite(scan.Version, excluded)]);
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task<bool> RecordConsensusAsync(ConsensusCommand command, CancellationToken cancellationToken)
    {
        var project = (await store.ReadProjectAsync(Project, cancellationToken))!.Value;
        var answer = await _commits.WriteAsync<ScanView>(
            Project,
            async () =>
            {
                var scan = (await store.ReadScanAsync(Project, Scan, cancellationToken))!;
                var round = (await store.ReadRoundAsync(Project, command.Round, cancellationToken))!;
                var now = await store.ReadClockAsync(cancellationToken);
                var decision = ConsensusRules.Decide(
                    round.Value, scan.Value, command.Fused, command.Mask, command.Agreement, project.Options, now);
                return decision switch
                {
                    ConsensusDecision.Accepted a => Change<ScanView>.Of(
                        new ScanView(a.Scan, null), [round.Write(round.Value)], [new ScanWrite(scan.Version, a.Scan)]),
                    ConsensusDecision.Adjudicate a => Change<ScanView>.Of(
                        new ScanView(scan.Value, null), [round.Write(a.Round)]),
                    _ => Change<ScanView>.Refused(Refusal.Precondition("NOTHING_TO_FUSE", $"{Scan} needs no fusing")),
                };
            },
            cancellationToken);
        return answer.Refusal is null;
    }

    private async Task<Change<ReferenceView>> SetReferenceOnceAsync(
        SetReferenceCommand command, CancellationToken cancellationToken)
    {
        var project = (await store.ReadProjectAsync(Project, cancellationToken))!;
        var scan = (await store.ReadScanAsync(Project, Scan, cancellationToken))!;
        if (scan.Value.Role != ScanRole.Reference)
        {
            return Change<ReferenceView>.Refused(Refusal.Precondition(
                "NOT_IN_REFERENCE_SET", $"{Scan} is {scan.Value.Role}; references of the pool come from reads"));
        }

        if (project.Value.Lock is { IsSealed: true })
        {
            return Change<ReferenceView>.Refused(Refusal.Precondition(
                "REFERENCE_SET_SEALED", $"the reference set of {Project} is sealed with hash {project.Value.Lock.Hash}"));
        }

        var now = await store.ReadClockAsync(cancellationToken);
        var reference = new ReferenceDelineation(
            scan.Value.References.Length + 1,
            command.Mask,
            command.Source,
            System.Collections.Immutable.ImmutableSortedDictionary<int, double>.Empty,
            now);
        var changed = scan.Value with { References = scan.Value.References.Add(reference) };
        var set = await store.ListScansAsync(Project, new ScanFilter(ScanRole.Reference), cancellationToken);
        var states = set.Select(s => s.Value.Id == Scan ? changed : s.Value).ToList();
        var outstanding = states.Count(s => s.Reference is null);
        var open = project.Value.Lock!;
        return Change<ReferenceView>.Of(
            new ReferenceView(reference, outstanding),
            // The project is part of every commit, so that two references at once cannot seal the set with one that was replaced.
            [project.Write(outstanding > 0 ? project.Value : project.Value with { Lock = open with { Hash = ReferenceSetRules.Hash(states) } })],
            [new ScanWrite(scan.Version, changed)]);
    }

    private Task<Refusal?> CheckMaskAsync(
        ProjectState project, ScanState scan, ArtifactRef mask, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IMaskWorkerGrain>(0).CheckMaskAsync(
            mask, scan.Geometry, project.Options.Structures, $"mask of {scan.Id}", cancellationToken);

    private async Task<ScanSignals?> SignalsAsync(ProjectState project, CancellationToken cancellationToken)
    {
        if (project.SignalVersion != _signalVersion)
        {
            _signals = await store.ReadSignalsAsync(Project, Scan, cancellationToken);
            _signalVersion = project.SignalVersion;
        }

        return _signals;
    }

    private Refusal NoScan() => Refusal.NotFound("SCAN_NOT_FOUND", $"project '{Project}' has no scan '{Scan}'");
}
