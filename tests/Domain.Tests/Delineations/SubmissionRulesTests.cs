using ActiveSeg.Domain.Delineations;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using static ActiveSeg.Domain.Tests.Scenario;

namespace ActiveSeg.Domain.Tests.Delineations;

public sealed class SubmissionRulesTests
{
    private static readonly RaterId Ann = new("ann");

    [Fact]
    public void Submit_HeldLease_KeepsTheReadAndCountsWhatIsOutstanding()
    {
        var lease = Granted(WorklistRules.LeaseNext(Labelling(scans: 1), Ann, false, Start, Hour));

        var accepted = Assert.IsType<SubmissionDecision.Accepted>(Submit(lease.Round, lease.Lease, Start));

        Assert.Equal(1, accepted.Outstanding);
        var read = Assert.Single(accepted.Scan.Reads);
        Assert.Equal((Ann, Artifact(5), 1), (read.Rater, read.Mask, read.Read));
        Assert.Equal(RoundPhase.Labelling, accepted.Round.Phase);
    }

    [Fact]
    public void Submit_LastReadOfTheRound_MovesOnToFusing()
    {
        var lease = Granted(WorklistRules.LeaseNext(Labelling(scans: 1, reads: 1), Ann, false, Start, Hour));

        var accepted = Assert.IsType<SubmissionDecision.Accepted>(Submit(lease.Round, lease.Lease, Start));

        Assert.Equal((0, RoundPhase.Fusing), (accepted.Outstanding, accepted.Round.Phase));
    }

    [Fact]
    public void Submit_AtTheInstantOfExpiry_IsRefusedAndSaysHowToGoOn()
    {
        var lease = Granted(WorklistRules.LeaseNext(Labelling(), Ann, false, Start, Hour));

        var before = Submit(lease.Round, lease.Lease, Start + Hour - TimeSpan.FromTicks(1));
        var at = Assert.IsType<SubmissionDecision.Refused>(Submit(lease.Round, lease.Lease, Start + Hour));

        Assert.IsType<SubmissionDecision.Accepted>(before);
        Assert.Equal("LEASE_EXPIRED", at.Refusal.Reason);
        Assert.Contains("renew", at.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Submit_Twice_IsRefusedTheSecondTime()
    {
        var lease = Granted(WorklistRules.LeaseNext(Labelling(), Ann, false, Start, Hour));
        var accepted = Assert.IsType<SubmissionDecision.Accepted>(Submit(lease.Round, lease.Lease, Start));

        var again = Submit(accepted.Round, lease.Lease, Start);

        Assert.Equal("LEASE_LOST", Assert.IsType<SubmissionDecision.Refused>(again).Refusal.Reason);
    }

    [Fact]
    public void Submit_AfterTheRoundStoppedWaiting_IsRefused()
    {
        var lease = Granted(WorklistRules.LeaseNext(Labelling(), Ann, false, Start, Hour));

        var refused = Submit(RoundRules.StopWaiting(lease.Round).Round, lease.Lease, Start);

        Assert.IsType<SubmissionDecision.Refused>(refused);
    }

    private static SubmissionDecision Submit(RoundState round, Lease lease, DateTimeOffset now) => SubmissionRules.Submit(
        round, Scan(lease.Scan.Value), lease, Artifact(5), TimeSpan.FromMinutes(4), "test 1.0", now);
}
