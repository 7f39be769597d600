using System.Collections.Immutable;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Training;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.Domain.Rounds;

/// <summary>The round's state machine: describe, select, label, fuse, train, evaluate, promote, close.</summary>
public static class RoundRules
{
    /// <summary>Why the next round cannot start now; absent when it can.</summary>
    /// <param name="project">The project.</param>
    /// <param name="previous">Its last round; absent before the first.</param>
    /// <param name="available">Selectable scans.</param>
    /// <param name="labelled">Scans labelled so far.</param>
    public static Refusal? WhyNotStart(ProjectState project, RoundState? previous, int available, int labelled)
    {
        ArgumentNullException.ThrowIfNull(project);
        if (previous is not null && !IsOver(previous.Phase))
        {
            return Refusal.Precondition(
                "ROUND_RUNNING", $"round {previous.Number} of {project.Id} is still {previous.Phase}");
        }

        if (project.Lock is not { IsSealed: true })
        {
            return Refusal.Precondition(
                "REFERENCE_SET_NOT_SEALED",
                $"{project.Id} needs a locked reference set in which every scan has a reference before a round can start");
        }

        if (available == 0)
        {
            return Refusal.Precondition("POOL_EMPTY", $"{project.Id} has no selectable scan left");
        }

        return labelled >= project.Options.BudgetInScans
            ? Refusal.Precondition(
                "BUDGET_SPENT", $"{project.Id} has labelled {labelled} of {project.Options.BudgetInScans} scans")
            : null;
    }

    /// <summary>The next round of a project, before its batch is chosen.</summary>
    /// <param name="project">The project.</param>
    /// <param name="describe">Whether scans lack embeddings.</param>
    /// <param name="now">The store's clock.</param>
    public static RoundState Start(ProjectState project, bool describe, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(project);
        var number = project.CurrentRound?.Next ?? new RoundNumber(1);
        return new RoundState(
            project.Id,
            number,
            describe ? RoundPhase.Describing : RoundPhase.Selecting,
            Decision: null,
            Picks: [],
            Assignments: [],
            LastFencing: 0,
            StartedAt: now,
            DeadlineAt: null,
            ClosedAt: null,
            Outcome: null);
    }

    /// <summary>Opens the worklist with the chosen batch: every scan gets its independent reads, in rank order.</summary>
    /// <exception cref="InvalidOperationException">The round is not selecting.</exception>
    public static RoundState Open(
        RoundState round,
        PolicyDecision decision,
        ImmutableArray<PickRecord> picks,
        ProjectOptions options,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(round, RoundPhase.Selecting);
        var assignments = picks
            .OrderBy(p => p.Rank)
            .SelectMany(p => Enumerable.Range(1, options.ReadsPerScan).Select(read => new Assignment(
                p.Scan, read, AssignmentKind.Read, AssignmentStatus.Waiting, null, 0, null)))
            .ToImmutableArray();
        return round with
        {
            Phase = RoundPhase.Labelling,
            Decision = decision,
            Picks = picks,
            Assignments = assignments,
            DeadlineAt = options.RoundDuration > TimeSpan.Zero ? now + options.RoundDuration : null,
        };
    }

    /// <summary>Stops waiting for reads.</summary>
    /// <returns>The round without open assignments, and the scans that go back to the pool for want of any read.</returns>
    public static (RoundState Round, ImmutableArray<ScanId> Returned) StopWaiting(RoundState round)
    {
        ArgumentNullException.ThrowIfNull(round);
        var assignments = round.Assignments
            .Select(a => a.Status is AssignmentStatus.Waiting or AssignmentStatus.Leased
                ? a with { Status = AssignmentStatus.Dropped, Rater = null, ExpiresAt = null }
                : a)
            .ToImmutableArray();
        var read = assignments.Where(a => a.Status == AssignmentStatus.Submitted).Select(a => a.Scan).ToHashSet();
        var returned = round.Picks.Select(p => p.Scan).Where(s => !read.Contains(s)).ToImmutableArray();
        return (round with { Assignments = assignments, Phase = RoundPhase.Fusing }, returned);
    }

    /// <summary>Whether nothing of the batch is waited for any more, so that training can start.</summary>
    /// <param name="round">The round.</param>
    /// <param name="scans">Status of every scan of the batch.</param>
    public static bool IsLabelled(RoundState round, IEnumerable<ScanStatus> scans)
    {
        ArgumentNullException.ThrowIfNull(round);
        return round.Phase is RoundPhase.Labelling or RoundPhase.Fusing
            && round.Assignments.All(a => a.Status is AssignmentStatus.Submitted or AssignmentStatus.Dropped)
            && scans.All(s => s != ScanStatus.Assigned);
    }

    /// <summary>Moves a round one step on.</summary>
    /// <exception cref="InvalidOperationException">The step is not the next one.</exception>
    public static RoundState Advance(RoundState round, RoundPhase to)
    {
        ArgumentNullException.ThrowIfNull(round);
        var allowed = (round.Phase, to) switch
        {
            (RoundPhase.Describing, RoundPhase.Selecting) => true,
            (RoundPhase.Selecting, RoundPhase.Describing) => true,
            (RoundPhase.Labelling or RoundPhase.Fusing, RoundPhase.Training) => true,
            (RoundPhase.Training, RoundPhase.Evaluating) => true,
            (RoundPhase.Evaluating, RoundPhase.Promoting) => true,
            _ => false,
        };
        return allowed
            ? round with { Phase = to }
            : throw new InvalidOperationException($"round {round.Number} of {round.Project} cannot go from {round.Phase} to {to}");
    }

    /// <summary>Ends a round.</summary>
    /// <exception cref="InvalidOperationException">The round is over already.</exception>
    public static RoundState End(RoundState round, RoundOutcome outcome, bool failed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(round);
        if (IsOver(round.Phase))
        {
            throw new InvalidOperationException($"round {round.Number} of {round.Project} is over already");
        }

        return round with
        {
            Phase = failed ? RoundPhase.Failed : RoundPhase.Closed,
            Outcome = outcome,
            ClosedAt = now,
        };
    }

    /// <summary>Why a round cannot be cancelled now; absent when it can.</summary>
    /// <param name="project">The project.</param>
    /// <param name="round">Its last round; absent before the first.</param>
    public static Refusal? WhyNotCancel(ProjectId project, RoundState? round) => round?.Phase switch
    {
        null => Refusal.Precondition("ROUND_NOT_RUNNING", $"{project} has no round"),
        RoundPhase.Closed or RoundPhase.Failed =>
            Refusal.Precondition("ROUND_NOT_RUNNING", $"round {round.Number} of {project} is over: {round.Phase}"),
        RoundPhase.Labelling or RoundPhase.Fusing => Refusal.Precondition(
            "ROUND_WAITS_FOR_READS", $"round {round.Number} of {project} is {round.Phase}; close it, so that no read is lost"),
        RoundPhase.Promoting =>
            Refusal.Precondition("ROUND_NOT_RUNNING", $"round {round.Number} of {project} is {round.Phase} and ends by itself"),
        _ => null,
    };

    /// <summary>The phase in which a round waits for its jobs of a kind.</summary>
    public static RoundPhase PhaseOf(JobKind kind) => kind switch
    {
        JobKind.Describe => RoundPhase.Describing,
        JobKind.Train => RoundPhase.Training,
        _ => RoundPhase.Evaluating,
    };

    /// <summary>Whether nothing more happens in a round of this phase.</summary>
    public static bool IsOver(RoundPhase phase) => phase is RoundPhase.Closed or RoundPhase.Failed;

    private static void Require(RoundState round, RoundPhase phase)
    {
        ArgumentNullException.ThrowIfNull(round);
        if (round.Phase != phase)
        {
            throw new InvalidOperationException($"round {round.Number} of {round.Project} is {round.Phase}, not {phase}");
        }
    }
}
