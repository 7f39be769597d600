using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Domain.Worklists;

/// <summary>Who gets which read next, and how long a hold lasts.</summary>
/// <remarks>
/// <para>One rater never reads the same scan twice in a round and holds one lease at a time. A lease holds until its
/// expiry on the store's clock; an expired one can be renewed by its holder as long as nobody else has taken it and the
/// holder has taken no other.</para>
/// <para>Cost: O(a) in the assignments of the round.</para>
/// </remarks>
public static class WorklistRules
{
    /// <summary>Leases the first read in hand-out order that this rater may do.</summary>
    public static LeaseDecision LeaseNext(
        RoundState round, RaterId rater, bool adjudicator, DateTimeOffset now, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(round);
        if (!IsOpenAt(round, now))
        {
            return new LeaseDecision.None(NoneReason.NoOpenRound, MoreExpected: false);
        }

        var mine = round.Assignments.FirstOrDefault(a => a.Rater == rater && a.IsHeldAt(now));
        if (mine is not null)
        {
            return new LeaseDecision.Held(LeaseOf(round, mine));
        }

        var touched = round.Assignments
            .Where(a => a.Rater == rater && a.Status == AssignmentStatus.Submitted)
            .Select(a => a.Scan)
            .ToHashSet();
        var open = 0;
        var free = 0;
        for (var i = 0; i < round.Assignments.Length; i++)
        {
            var assignment = round.Assignments[i];
            if (assignment.Status is AssignmentStatus.Submitted or AssignmentStatus.Dropped)
            {
                continue;
            }

            open++;
            if (!assignment.IsFreeAt(now))
            {
                continue;
            }

            free++;
            if (!touched.Contains(assignment.Scan) && (adjudicator || assignment.Kind == AssignmentKind.Read))
            {
                return Grant(round, i, rater, now + duration);
            }
        }

        return (open, free) switch
        {
            (0, _) => new LeaseDecision.None(NoneReason.NothingLeft, MoreExpected: false),
            (_, 0) => new LeaseDecision.None(NoneReason.AllLeased, MoreExpected: true),
            _ => new LeaseDecision.None(NoneReason.AllDoneByYou, MoreExpected: true),
        };
    }

    /// <summary>Prolongs a lease from now on; an expired one too, unless somebody else has taken the read.</summary>
    public static LeaseDecision Renew(RoundState round, Lease lease, DateTimeOffset now, TimeSpan duration)
    {
        var index = IndexOf(round, lease);
        if (index < 0 || !IsOpenAt(round, now) || HasMovedOn(round, lease, now))
        {
            return new LeaseDecision.Refused(Stale(lease));
        }

        var renewed = round.Assignments[index] with { ExpiresAt = now + duration };
        var changed = round with { Assignments = round.Assignments.SetItem(index, renewed) };
        return new LeaseDecision.Granted(changed, LeaseOf(changed, renewed));
    }

    /// <summary>Gives a lease back, so that the read can be leased by others at once.</summary>
    public static LeaseDecision Release(RoundState round, Lease lease)
    {
        var index = IndexOf(round, lease);
        if (index < 0)
        {
            return new LeaseDecision.Refused(Stale(lease));
        }

        var released = round.Assignments[index] with
        {
            Status = AssignmentStatus.Waiting,
            Rater = null,
            ExpiresAt = null,
        };
        return new LeaseDecision.Granted(
            round with { Assignments = round.Assignments.SetItem(index, released) }, lease);
    }

    /// <summary>Position of the assignment that a lease is for.</summary>
    /// <returns>-1 when the lease has been given back, taken over, fulfilled or dropped.</returns>
    public static int IndexOf(RoundState round, Lease lease)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(lease);
        for (var i = 0; i < round.Assignments.Length; i++)
        {
            var a = round.Assignments[i];
            if (a.Scan == lease.Scan && a.Read == lease.Read && a.Kind == lease.Kind)
            {
                var holds = a.Status == AssignmentStatus.Leased && a.Rater == lease.Rater && a.Fencing == lease.Fencing;
                return holds && round.Number == lease.Round ? i : -1;
            }
        }

        return -1;
    }

    /// <summary>Whether reads are handed out and accepted.</summary>
    public static bool IsOpenAt(RoundState round, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(round);
        return round.Phase is RoundPhase.Labelling or RoundPhase.Fusing && !(now >= round.DeadlineAt);
    }

    /// <summary>Whether the holder of an expired lease has taken another read, or has read the scan, in the meantime.</summary>
    private static bool HasMovedOn(RoundState round, Lease lease, DateTimeOffset now) => round.Assignments.Any(a =>
        a.Rater == lease.Rater
        && a.Fencing != lease.Fencing
        && (a.IsHeldAt(now) || (a.Scan == lease.Scan && a.Status == AssignmentStatus.Submitted)));

    /// <summary>The refusal that a stale lease gets.</summary>
    internal static Refusal Stale(Lease lease) => Refusal.Precondition(
        "LEASE_LOST",
        $"the lease {lease.Fencing} of {lease.Rater} on {lease.Scan} (read {lease.Read}, round {lease.Round}) no longer holds; "
        + "the uploaded mask is kept under its hash");

    private static LeaseDecision.Granted Grant(RoundState round, int index, RaterId rater, DateTimeOffset expiresAt)
    {
        var fencing = round.LastFencing + 1;
        var leased = round.Assignments[index] with
        {
            Status = AssignmentStatus.Leased,
            Rater = rater,
            Fencing = fencing,
            ExpiresAt = expiresAt,
        };
        var changed = round with
        {
            Assignments = round.Assignments.SetItem(index, leased),
            LastFencing = fencing,
        };
        return new LeaseDecision.Granted(changed, LeaseOf(changed, leased));
    }

    private static Lease LeaseOf(RoundState round, Assignment a) =>
        new(round.Project, round.Number, a.Scan, a.Read, a.Kind, a.Rater!.Value, a.Fencing, a.ExpiresAt!.Value);
}
