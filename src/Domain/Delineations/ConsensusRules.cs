using System.Collections.Immutable;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;

namespace ActiveSeg.Domain.Delineations;

/// <summary>Whether fused reads become the reference or go to an adjudicator.</summary>
public static class ConsensusRules
{
    /// <summary>The reads to fuse; an adjudication, where there is one, stands alone.</summary>
    /// <returns>Empty while a read of this scan is waited for, or when the scan needs no fusing.</returns>
    public static ImmutableArray<Delineation> ReadsToFuse(RoundState round, ScanState scan)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(scan);
        if (scan.Status != ScanStatus.Assigned || scan.Round != round.Number)
        {
            return [];
        }

        var waiting = round.Assignments.Any(a =>
            a.Scan == scan.Id && a.Status is (AssignmentStatus.Waiting or AssignmentStatus.Leased));
        if (waiting)
        {
            return [];
        }

        var reads = scan.Reads.Where(r => r.Round == round.Number).ToImmutableArray();
        var adjudication = reads.LastOrDefault(r => r.Kind == AssignmentKind.Adjudication);
        return adjudication is null ? reads : [adjudication];
    }

    /// <summary>Decides on fused reads. Reads that disagree count by their vote where no adjudicator can be waited for.</summary>
    /// <param name="round">The round.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="fused">The reads that were fused, as <see cref="ReadsToFuse"/> gave them.</param>
    /// <param name="mask">The fused label map.</param>
    /// <param name="agreement">Mean pairwise Dice of the reads by structure label; empty for one read.</param>
    /// <param name="options">The project's options.</param>
    /// <param name="now">The store's clock.</param>
    public static ConsensusDecision Decide(
        RoundState round,
        ScanState scan,
        ImmutableArray<Delineation> fused,
        ArtifactRef mask,
        ImmutableSortedDictionary<int, double> agreement,
        ProjectOptions options,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(agreement);
        if (fused.IsEmpty || !ReadsToFuse(round, scan).SequenceEqual(fused))
        {
            return new ConsensusDecision.Nothing();
        }

        var adjudicated = fused[0].Kind == AssignmentKind.Adjudication;
        var disagree = agreement.Count > 0 && agreement.Values.Average() < options.AdjudicateBelow;
        if (!adjudicated && disagree && CanStillAsk(round, scan, now))
        {
            var read = round.Assignments.Where(a => a.Scan == scan.Id).Max(a => a.Read) + 1;
            var extra = new Assignment(
                scan.Id, read, AssignmentKind.Adjudication, AssignmentStatus.Waiting, null, 0, null);
            return new ConsensusDecision.Adjudicate(round with { Assignments = round.Assignments.Add(extra) });
        }

        var source = adjudicated
            ? $"adjudication by {fused[0].Rater}"
            : options.Consensus == ConsensusMethod.Staple ? $"staple of {fused.Length}" : $"majority-vote of {fused.Length}";
        var reference = new ReferenceDelineation(scan.References.Length + 1, mask, source, agreement, now);
        return new ConsensusDecision.Accepted(
            scan with { Status = ScanStatus.Labelled, References = scan.References.Add(reference) });
    }

    /// <summary>Whether one more read could come; not once the round has stopped waiting for reads of this scan.</summary>
    private static bool CanStillAsk(RoundState round, ScanState scan, DateTimeOffset now) =>
        WorklistRules.IsOpenAt(round, now)
        && !round.Assignments.Any(a => a.Scan == scan.Id && a.Status == AssignmentStatus.Dropped);
}
