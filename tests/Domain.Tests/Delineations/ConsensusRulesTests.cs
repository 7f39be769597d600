using System.Collections.Immutable;
using ActiveSeg.Domain.Delineations;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using static ActiveSeg.Domain.Tests.Scenario;

namespace ActiveSeg.Domain.Tests.Delineations;

public sealed class ConsensusRulesTests
{
    private static readonly ImmutableSortedDictionary<int, double> Poor =
        ImmutableSortedDictionary<int, double>.Empty.Add(1, 0.5).Add(2, 0.6);

    [Fact]
    public void ReadsToFuse_AReadIsMissing_IsEmpty()
    {
        var (round, scan) = Read(Labelling(scans: 1, reads: 2), Scan("s1"), "ann");

        Assert.Empty(ConsensusRules.ReadsToFuse(round, scan));
    }

    [Fact]
    public void Decide_AllReadsIn_RecordsTheReferenceWithItsSource()
    {
        var (round, scan) = Both();
        var reads = ConsensusRules.ReadsToFuse(round, scan);

        var decision = ConsensusRules.Decide(round, scan, reads, Artifact(9), Poor, Options(), Start);

        var accepted = Assert.IsType<ConsensusDecision.Accepted>(decision).Scan;
        Assert.Equal(ScanStatus.Labelled, accepted.Status);
        Assert.Equal((1, Artifact(9), "majority-vote of 2"), (accepted.Reference!.Version, accepted.Reference.Mask, accepted.Reference.Source));
        Assert.Equal(0.55, accepted.Reference.MeanAgreement!.Value, 12);
    }

    [Fact]
    public void Decide_ReadsDisagree_AsksAnAdjudicatorWhoseReadThenStandsAlone()
    {
        var (round, scan) = Both();
        var reads = ConsensusRules.ReadsToFuse(round, scan);

        var asked = Assert.IsType<ConsensusDecision.Adjudicate>(
            ConsensusRules.Decide(round, scan, reads, Artifact(9), Poor, Options(2, 0.7), Start)).Round;
        var waiting = ConsensusRules.ReadsToFuse(asked, scan);
        var lease = Granted(WorklistRules.LeaseNext(asked, new RaterId("cleo"), adjudicator: true, Start, Hour));
        var submitted = Assert.IsType<SubmissionDecision.Accepted>(SubmissionRules.Submit(
            lease.Round, scan, lease.Lease, Artifact(42), TimeSpan.Zero, "test", Start));
        var deciding = ConsensusRules.ReadsToFuse(submitted.Round, submitted.Scan);
        var done = Assert.IsType<ConsensusDecision.Accepted>(ConsensusRules.Decide(
            submitted.Round, submitted.Scan, deciding, Artifact(42), ImmutableSortedDictionary<int, double>.Empty, Options(2, 0.7), Start));

        Assert.Empty(waiting);
        Assert.Equal(Artifact(42), Assert.Single(deciding).Mask);
        Assert.Equal("adjudication by cleo", done.Scan.Reference!.Source);
        Assert.Equal(3, done.Scan.Reads.Length);
    }

    [Fact]
    public void Decide_FusedReadsAreNotTheOnesThatCount_ChangesNothing()
    {
        var (round, scan) = Both();
        var reads = ConsensusRules.ReadsToFuse(round, scan);

        Assert.IsType<ConsensusDecision.Nothing>(
            ConsensusRules.Decide(round, scan, [reads[0]], Artifact(9), Poor, Options(), Start));
        Assert.IsType<ConsensusDecision.Nothing>(
            ConsensusRules.Decide(round, scan with { Status = ScanStatus.Labelled }, reads, Artifact(9), Poor, Options(), Start));
    }

    private static (RoundState Round, ScanState Scan) Both()
    {
        var (round, scan) = Read(Labelling(scans: 1, reads: 2), Scan("s1"), "ann");
        return Read(round, scan, "ben");
    }

    private static (RoundState Round, ScanState Scan) Read(RoundState round, ScanState scan, string rater)
    {
        var lease = Granted(WorklistRules.LeaseNext(round, new RaterId(rater), false, Start, Hour));
        var accepted = Assert.IsType<SubmissionDecision.Accepted>(SubmissionRules.Submit(
            lease.Round, scan, lease.Lease, Artifact(rater.Length), TimeSpan.Zero, "test", Start));
        return (accepted.Round, accepted.Scan);
    }
}
