using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.Domain.Delineations;

/// <summary>Whether a submitted read is taken.</summary>
public static class SubmissionRules
{
    /// <summary>Takes the read if its lease holds at this instant.</summary>
    /// <param name="round">The round of the lease.</param>
    /// <param name="scan">The scan of the lease.</param>
    /// <param name="lease">The lease as the rater holds it.</param>
    /// <param name="mask">The label map; geometry and labels have been checked.</param>
    /// <param name="effort">Time spent drawing; zero when unknown.</param>
    /// <param name="tool">Name and version of the annotation tool.</param>
    /// <param name="now">The store's clock.</param>
    public static SubmissionDecision Submit(
        RoundState round,
        ScanState scan,
        Lease lease,
        ArtifactRef mask,
        TimeSpan effort,
        string tool,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(scan);
        var index = WorklistRules.IndexOf(round, lease);
        if (index < 0 || !WorklistRules.IsOpenAt(round, now))
        {
            return new SubmissionDecision.Refused(WorklistRules.Stale(lease));
        }

        if (!round.Assignments[index].IsHeldAt(now))
        {
            return new SubmissionDecision.Refused(Refusal.Precondition(
                "LEASE_EXPIRED",
                $"the lease of {lease.Rater} on {lease.Scan} expired at {round.Assignments[index].ExpiresAt:O}; "
                + "renew it and submit again, the uploaded mask is kept under its hash"));
        }

        var done = round.Assignments[index] with { Status = AssignmentStatus.Submitted, ExpiresAt = null };
        var assignments = round.Assignments.SetItem(index, done);
        var phase = round.Phase == RoundPhase.Labelling && assignments.All(IsDone) ? RoundPhase.Fusing : round.Phase;
        var read = new Delineation(lease.Rater, lease.Round, lease.Read, lease.Kind, mask, effort, tool, now);
        return new SubmissionDecision.Accepted(
            round with { Assignments = assignments, Phase = phase },
            scan with { Reads = scan.Reads.Add(read) },
            assignments.Count(a => a.Scan == scan.Id && !IsDone(a)));
    }

    private static bool IsDone(Assignment a) => a.Status is AssignmentStatus.Submitted or AssignmentStatus.Dropped;
}
