using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using static ActiveSeg.Domain.Tests.Scenario;

namespace ActiveSeg.Domain.Tests.Rounds;

public sealed class RoundRulesTests
{
    private static readonly ReferenceLock Sealed = new(2, 2, new string('a', 64));

    [Fact]
    public void WhyNotStart_SealedLockAndOpenPool_IsAbsent() =>
        Assert.Null(RoundRules.WhyNotStart(ProjectWith(Sealed), null, available: 5, labelled: 0));

    [Theory]
    [InlineData(RoundPhase.Labelling, 5, 0, "ROUND_RUNNING")]
    [InlineData(RoundPhase.Closed, 0, 0, "POOL_EMPTY")]
    [InlineData(RoundPhase.Closed, 5, 1000, "BUDGET_SPENT")]
    public void WhyNotStart_SomethingIsInTheWay_NamesIt(RoundPhase phase, int available, int labelled, string reason)
    {
        var previous = Labelling() with { Phase = phase };

        Assert.Equal(reason, RoundRules.WhyNotStart(ProjectWith(Sealed), previous, available, labelled)?.Reason);
    }

    [Fact]
    public void WhyNotStart_ReferenceSetNotSealed_NamesIt()
    {
        Assert.Equal("REFERENCE_SET_NOT_SEALED", RoundRules.WhyNotStart(ProjectWith(), null, 5, 0)?.Reason);
        Assert.Equal(
            "REFERENCE_SET_NOT_SEALED",
            RoundRules.WhyNotStart(ProjectWith(new ReferenceLock(1, 1, "")), null, 5, 0)?.Reason);
    }

    [Fact]
    public void Open_Batch_GivesEveryScanItsReadsInRankOrder()
    {
        var round = Labelling(scans: 2, reads: 3);

        Assert.Equal(RoundPhase.Labelling, round.Phase);
        Assert.Equal(
            ["s1/1", "s1/2", "s1/3", "s2/1", "s2/2", "s2/3"],
            round.Assignments.Select(a => $"{a.Scan}/{a.Read}"));
    }

    [Fact]
    public void Open_NotSelecting_Throws() =>
        Assert.Throws<InvalidOperationException>(() => RoundRules.Open(
            Labelling(), Labelling().Decision!, [], Options(), Start));

    [Fact]
    public void StopWaiting_SomeScansUnread_ReturnsExactlyThose()
    {
        var lease = Granted(WorklistRules.LeaseNext(Labelling(scans: 2, reads: 1), new RaterId("ann"), false, Start, Hour));
        var index = WorklistRules.IndexOf(lease.Round, lease.Lease);
        var read = lease.Round with
        {
            Assignments = lease.Round.Assignments.SetItem(
                index, lease.Round.Assignments[index] with { Status = AssignmentStatus.Submitted }),
        };

        var (stopped, returned) = RoundRules.StopWaiting(read);

        Assert.Equal(["s2"], returned.Select(s => s.Value));
        Assert.Equal(RoundPhase.Fusing, stopped.Phase);
        Assert.Equal([AssignmentStatus.Submitted, AssignmentStatus.Dropped], stopped.Assignments.Select(a => a.Status));
    }

    [Fact]
    public void IsLabelled_AnyScanStillAssigned_IsFalse()
    {
        var stopped = RoundRules.StopWaiting(Labelling()).Round;

        Assert.True(RoundRules.IsLabelled(stopped, [ScanStatus.Labelled, ScanStatus.Available]));
        Assert.False(RoundRules.IsLabelled(stopped, [ScanStatus.Labelled, ScanStatus.Assigned]));
        Assert.False(RoundRules.IsLabelled(Labelling(), [ScanStatus.Labelled]));
    }

    [Fact]
    public void Advance_EveryPairOfPhases_OnlyTheNextStepIsAllowed()
    {
        var allowed = new List<(RoundPhase From, RoundPhase To)>();
        foreach (var from in Enum.GetValues<RoundPhase>())
        {
            foreach (var to in Enum.GetValues<RoundPhase>())
            {
                try
                {
                    RoundRules.Advance(Labelling() with { Phase = from }, to);
                    allowed.Add((from, to));
                }
                catch (InvalidOperationException)
                {
                    Assert.DoesNotContain((from, to), allowed);
                }
            }
        }

        Assert.Equal(
            [
                (RoundPhase.Describing, RoundPhase.Selecting), (RoundPhase.Selecting, RoundPhase.Describing),
                (RoundPhase.Labelling, RoundPhase.Training),
                (RoundPhase.Fusing, RoundPhase.Training),
                (RoundPhase.Training, RoundPhase.Evaluating),
                (RoundPhase.Evaluating, RoundPhase.Promoting),
            ],
            allowed);
    }

    [Fact]
    public void End_Twice_Throws()
    {
        var outcome = new RoundOutcome(null, false, "test", null);
        var ended = RoundRules.End(Labelling(), outcome, failed: true, Start + Hour);

        Assert.Equal((RoundPhase.Failed, Start + Hour), (ended.Phase, ended.ClosedAt!.Value));
        Assert.Throws<InvalidOperationException>(() => RoundRules.End(ended, outcome, failed: false, Start));
    }
}
