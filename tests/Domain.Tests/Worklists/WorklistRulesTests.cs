using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using static ActiveSeg.Domain.Tests.Scenario;

namespace ActiveSeg.Domain.Tests.Worklists;

public sealed class WorklistRulesTests
{
    private static readonly RaterId Ann = new("ann");
    private static readonly RaterId Ben = new("ben");

    [Fact]
    public void LeaseNext_FreshRound_GivesTheFirstRankWithARisingFencingNumber()
    {
        var first = Granted(WorklistRules.LeaseNext(Labelling(), Ann, false, Start, Hour));
        var second = Granted(WorklistRules.LeaseNext(first.Round, Ben, false, Start, Hour));

        Assert.Equal("s1", first.Lease.Scan.Value);
        Assert.Equal((1, 1L, Start + Hour), (first.Lease.Read, first.Lease.Fencing, first.Lease.ExpiresAt));
        Assert.Equal(("s1", 2, 2L), (second.Lease.Scan.Value, second.Lease.Read, second.Lease.Fencing));
    }

    [Fact]
    public void LeaseNext_RaterAlreadyHoldsOne_ReturnsTheSame()
    {
        var first = Granted(WorklistRules.LeaseNext(Labelling(), Ann, false, Start, Hour));

        var again = WorklistRules.LeaseNext(first.Round, Ann, false, Start + (Hour / 2), Hour);

        Assert.Equal(first.Lease, Assert.IsType<LeaseDecision.Held>(again).Lease);
    }

    [Fact]
    public void LeaseNext_RaterHasReadTheScan_GivesAnotherScan()
    {
        var round = Submitted(Labelling(scans: 2), Ann, "s1");

        var next = Granted(WorklistRules.LeaseNext(round, Ann, false, Start, Hour));

        Assert.Equal("s2", next.Lease.Scan.Value);
    }

    [Fact]
    public void LeaseNext_OnlyOwnScansLeft_SaysSo()
    {
        var round = Submitted(Labelling(scans: 1), Ann, "s1");

        var none = Assert.IsType<LeaseDecision.None>(WorklistRules.LeaseNext(round, Ann, false, Start, Hour));

        Assert.Equal((NoneReason.AllDoneByYou, true), (none.Reason, none.MoreExpected));
    }

    [Fact]
    public void LeaseNext_EverythingHeldByOthers_SaysSo()
    {
        var round = Granted(WorklistRules.LeaseNext(Labelling(scans: 1, reads: 1), Ann, false, Start, Hour)).Round;

        var none = Assert.IsType<LeaseDecision.None>(WorklistRules.LeaseNext(round, Ben, false, Start, Hour));

        Assert.Equal((NoneReason.AllLeased, true), (none.Reason, none.MoreExpected));
    }

    [Fact]
    public void LeaseNext_AtTheInstantOfExpiry_GivesTheReadToAnother()
    {
        var first = Granted(WorklistRules.LeaseNext(Labelling(scans: 1, reads: 1), Ann, false, Start, Hour));

        var early = WorklistRules.LeaseNext(first.Round, Ben, false, Start + Hour - TimeSpan.FromTicks(1), Hour);
        var taken = Granted(WorklistRules.LeaseNext(first.Round, Ben, false, Start + Hour, Hour));

        Assert.IsType<LeaseDecision.None>(early);
        Assert.Equal((Ben, 2L), (taken.Lease.Rater, taken.Lease.Fencing));
        Assert.Equal(-1, WorklistRules.IndexOf(taken.Round, first.Lease));
    }

    [Fact]
    public void LeaseNext_AdjudicationWaits_OnlyAnAdjudicatorGetsIt()
    {
        var round = Labelling(scans: 1, reads: 1);
        round = round with { Assignments = [round.Assignments[0] with { Kind = AssignmentKind.Adjudication }] };

        Assert.IsType<LeaseDecision.None>(WorklistRules.LeaseNext(round, Ann, adjudicator: false, Start, Hour));
        var granted = Granted(WorklistRules.LeaseNext(round, Ann, adjudicator: true, Start, Hour));
        Assert.Equal(AssignmentKind.Adjudication, granted.Lease.Kind);
    }

    [Theory]
    [InlineData(RoundPhase.Selecting)]
    [InlineData(RoundPhase.Training)]
    [InlineData(RoundPhase.Closed)]
    public void LeaseNext_RoundIsNotOpen_GivesNothing(RoundPhase phase)
    {
        var none = Assert.IsType<LeaseDecision.None>(
            WorklistRules.LeaseNext(Labelling() with { Phase = phase }, Ann, false, Start, Hour));

        Assert.Equal(NoneReason.NoOpenRound, none.Reason);
    }

    [Fact]
    public void LeaseNext_AfterTheDeadline_GivesNothing()
    {
        var round = Labelling(duration: Hour);

        Assert.IsType<LeaseDecision.Granted>(WorklistRules.LeaseNext(round, Ann, false, Start, Hour));
        Assert.IsType<LeaseDecision.None>(WorklistRules.LeaseNext(round, Ann, false, Start + Hour, Hour));
    }

    [Fact]
    public void Renew_ExpiredButNotTaken_HoldsAgainWithTheSameFencingNumber()
    {
        var first = Granted(WorklistRules.LeaseNext(Labelling(), Ann, false, Start, Hour));

        var renewed = Granted(WorklistRules.Renew(first.Round, first.Lease, Start + (2 * Hour), Hour));

        Assert.Equal((first.Lease.Fencing, Start + (3 * Hour)), (renewed.Lease.Fencing, renewed.Lease.ExpiresAt));
    }

    [Fact]
    public void Renew_TakenByAnother_IsRefused()
    {
        var first = Granted(WorklistRules.LeaseNext(Labelling(scans: 1, reads: 1), Ann, false, Start, Hour));
        var taken = Granted(WorklistRules.LeaseNext(first.Round, Ben, false, Start + Hour, Hour));

        var refused = WorklistRules.Renew(taken.Round, first.Lease, Start + Hour, Hour);

        Assert.Equal("LEASE_LOST", Assert.IsType<LeaseDecision.Refused>(refused).Refusal.Reason);
    }

    [Fact]
    public void Release_Held_MakesTheReadFreeAtOnce()
    {
        var first = Granted(WorklistRules.LeaseNext(Labelling(scans: 1, reads: 1), Ann, false, Start, Hour));

        var released = Granted(WorklistRules.Release(first.Round, first.Lease));
        var next = Granted(WorklistRules.LeaseNext(released.Round, Ben, false, Start, Hour));

        Assert.Equal((Ben, 2L), (next.Lease.Rater, next.Lease.Fencing));
        Assert.IsType<LeaseDecision.Refused>(WorklistRules.Release(next.Round, first.Lease));
    }

    private static RoundState Submitted(RoundState round, RaterId rater, string scan)
    {
        var index = round.Assignments.Select((a, i) => (a, i)).First(x => x.a.Scan.Value == scan).i;
        var done = round.Assignments[index] with { Status = AssignmentStatus.Submitted, Rater = rater };
        return round with { Assignments = round.Assignments.SetItem(index, done) };
    }
}
