using System.Collections.Immutable;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Rounds;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grains.Commits;
using ActiveSeg.Grains.Workers;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Grains.Projects;

/// <inheritdoc cref="IProjectGrain" />
internal sealed partial class ProjectGrain(IProjectStore store) : Grain, IProjectGrain
{
    private readonly StateCommits _commits = new(store);
    private ImmutableHashSet<PatientId>? _lockedPatients;

    private ProjectId Project => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public Task<Answer<ProjectView>> CreateAsync(
        CallIdentity call, string displayName, ProjectOptions options, CancellationToken cancellationToken) =>
        _commits.AnswerAsync<ProjectView>(
            Project,
            call,
            async () =>
            {
                var problems = options.Problems();
                if (options.Policy != "agent" && StrategyCatalogue.All.All(s => s.Name != options.Policy))
                {
                    var names = string.Join(", ", StrategyCatalogue.PlainNames);
                    problems = problems.Add($"policy: '{options.Policy}' is neither agent nor one of {names}; rankings also as NAME@AGGREGATION");
                }
                else if (TrainerColumns.Lacking(options) is { } lacking)
                {
                    problems = problems.Add($"policy: {lacking}");
                }

                if (problems.Length > 0)
                {
                    return Change<ProjectView>.Refused(Refusal.Invalid("INVALID_OPTIONS", string.Join("; ", problems)));
                }

                if (await store.ReadProjectAsync(Project, cancellationToken) is not null)
                {
                    return Change<ProjectView>.Refused(new Refusal(
                        RefusalKind.AlreadyExists, "PROJECT_EXISTS", $"there is a project '{Project}' already"));
                }

                var now = await store.ReadClockAsync(cancellationToken);
                var state = new ProjectState(
                    Project, displayName, options, null, null, 0, null, null, new ModelVersion(0), now);
                var view = new ProjectView(state, new ScanCounts(0, 0, 0, 0, 0, 0));
                return Change<ProjectView>.Of(view, [new DocumentWrite(DocumentKey.OfProject(Project), 0, state)]);
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task<Answer<ProjectView>> GetAsync(CancellationToken cancellationToken)
    {
        var project = await store.ReadProjectAsync(Project, cancellationToken);
        return project is null
            ? Answers.Refused<ProjectView>(StateReads.NoProject(Project))
            : Answers.Of(new ProjectView(project.Value, await store.CountScansAsync(Project, cancellationToken)));
    }

    /// <inheritdoc />
    public Task<Answer<Registrations>> RegisterAsync(
        CallIdentity call, ImmutableArray<NewScan> scans, CancellationToken cancellationToken) =>
        _commits.AnswerAsync(Project, call, () => RegisterOnceAsync(scans, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<Answer<LockView>> LockReferenceSetAsync(
        CallIdentity call, double fraction, ImmutableArray<PatientId> patients, CancellationToken cancellationToken) =>
        _commits.AnswerAsync<LockView>(
            Project,
            call,
            async () =>
            {
                var project = await store.ReadProjectAsync(Project, cancellationToken);
                if (project is null)
                {
                    return Change<LockView>.Refused(StateReads.NoProject(Project));
                }

                if (project.Value.Lock is not null || project.Value.CurrentRound is not null)
                {
                    return Change<LockView>.Refused(Refusal.Precondition(
                        "REFERENCE_SET_FIXED", $"the reference set of {Project} is drawn once, before the first round"));
                }

                var scans = await store.ListScansAsync(
                    Project, new ScanFilter(ScanRole.Pool, ScanStatus.Available), cancellationToken);
                var drawn = patients.IsEmpty
                    ? ReferenceSetRules.Draw(scans.Select(s => s.Value.Patient), fraction, project.Value.Options.Seed)
                    : patients.ToImmutableHashSet();
                var chosen = scans.Where(s => drawn.Contains(s.Value.Patient)).ToImmutableArray();
                var unknown = drawn.Except(chosen.Select(s => s.Value.Patient));
                if (!unknown.IsEmpty)
                {
                    return Change<LockView>.Refused(Refusal.Precondition(
                        "REFERENCE_PATIENT_UNKNOWN",
                        $"{Project} has no scan of {string.Join(", ", unknown.Select(p => p.Value).Order(StringComparer.Ordinal).Take(5))}; register the scans first, for the set is drawn only once"));
                }

                if (chosen.IsEmpty || chosen.Length == scans.Length)
                {
                    return Change<LockView>.Refused(Refusal.Precondition(
                        "REFERENCE_SET_UNUSABLE",
                        $"of {scans.Length} scans {chosen.Length} would be locked; both sides need at least one patient"));
                }

                var found = chosen.Select(s => s.Value.Patient).Distinct().Count();
                var state = project.Value with { Lock = new ReferenceLock(found, chosen.Length, "") };
                return Change<LockView>.Of(
                    new LockView(state.Lock, [.. chosen.Select(s => s.Value.Id)]),
                    [project.Write(state)],
                    [.. chosen.Select(s => new ScanWrite(s.Version, s.Value with { Role = ScanRole.Reference }))]);
            },
            cancellationToken);

    private async Task<Change<Registrations>> RegisterOnceAsync(
        ImmutableArray<NewScan> scans, CancellationToken cancellationToken)
    {
        var project = await store.ReadProjectAsync(Project, cancellationToken);
        if (project is null)
        {
            return Change<Registrations>.Refused(StateReads.NoProject(Project));
        }

        var locked = await LockedPatientsAsync(project.Value, cancellationToken);
        var now = await store.ReadClockAsync(cancellationToken);
        var states = scans
            .Select(s => new ScanState(
                Project,
                s.Id,
                s.Patient,
                s.Image,
                s.Geometry,
                s.Strata,
                locked.Contains(s.Patient) ? ScanRole.Withheld : ScanRole.Pool,
                ScanStatus.Available,
                Round: null,
                Reads: [],
                References: [],
                now))
            .ToImmutableArray();

        // The scans are added before the answer is kept: a repetition in between finds them unchanged.
        var outcomes = await store.RegisterAsync(Project, states, cancellationToken);
        var results = ImmutableArray.CreateBuilder<Registration>(states.Length);
        for (var i = 0; i < states.Length; i++)
        {
            var refusal = outcomes[i] switch
            {
                RegistrationOutcome.NameTaken => new Refusal(
                    RefusalKind.AlreadyExists,
                    "NAME_TAKEN",
                    $"scan '{states[i].Id}' is registered with another image"),
                RegistrationOutcome.DuplicateContent d => new Refusal(
                    RefusalKind.AlreadyExists,
                    "DUPLICATE_CONTENT",
                    $"scan '{states[i].Id}' has the same image as '{d.Existing}'"),
                _ => null,
            };
            ScanRole? role = refusal is not null
                ? null
                : outcomes[i] is RegistrationOutcome.Unchanged
                    ? (await store.ReadScanAsync(Project, states[i].Id, cancellationToken))!.Value.Role
                    : states[i].Role;
            results.Add(new Registration(states[i].Id, role, refusal));
        }

        return Change<Registrations>.Kept(new Registrations(results.MoveToImmutable()));
    }

    private async Task<ImmutableHashSet<PatientId>> LockedPatientsAsync(
        ProjectState project, CancellationToken cancellationToken)
    {
        if (project.Lock is null)
        {
            return [];
        }

        if (_lockedPatients is null)
        {
            var scans = await store.ListScansAsync(Project, new ScanFilter(ScanRole.Reference), cancellationToken);
            _lockedPatients = [.. scans.Select(s => s.Value.Patient)];
        }

        return _lockedPatients;
    }

    private async Task<RoundView> ViewAsync(RoundState round, CancellationToken cancellationToken)
    {
        JobKind? kind = round.Phase switch
        {
            RoundPhase.Describing => JobKind.Describe,
            RoundPhase.Training => JobKind.Train,
            RoundPhase.Evaluating => JobKind.Score,
            _ => null,
        };
        if (kind is not { } asked || await store.ReadJobAsync(Project, round.Number, new JobId(asked), cancellationToken) is not { } first)
        {
            return new RoundView(round, "");
        }

        if (first.Value.Parts == 1)
        {
            return new RoundView(round, first.Value.Progress);
        }

        var open = (await store.ListOpenJobsAsync(Project, cancellationToken))
            .Select(job => job.Value).Where(job => job.Round == round.Number && job.Kind == asked).ToList();
        var held = open.Where(job => job.Status == JobStatus.Leased).Select(job => $"part {job.Part + 1}: {job.Progress}");
        return new RoundView(round, string.Join("; ", [$"{first.Value.Parts - open.Count} of {first.Value.Parts} parts done", .. held]));
    }
}
