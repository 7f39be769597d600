using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Worklists;
using ActiveSeg.Grains.Tests.Cluster;

namespace ActiveSeg.Grains.Tests.Rounds;

[Collection(OneCluster.Name)]
public sealed class ClosingTests(ClusterFixture cluster)
{
    private static readonly ProjectOptions WithDeadline =
        LiveProject.Options with { RoundDuration = TimeSpan.FromHours(2), LeaseDuration = TimeSpan.FromDays(1) };

    [Fact]
    public async Task CloseRound_FewerReadsThanAsked_FusesWhatIsThereAndReturnsTheRest()
    {
        var project = new LiveProject(cluster, "close-early");
        await project.PrepareAsync();
        var round = await project.OpenRoundAsync();
        var own = TestVolumes.Mask(v => v < 9 ? TestVolumes.Canal : (byte)0);
        var lease = (await project.LeaseAsync("ann")).Lease!;
        await LiveProject.OkAsync(project.SubmitAsync(lease, own));
        var held = (await project.LeaseAsync("ben")).Lease!;

        await LiveProject.OkAsync(project.Grain.CloseRoundAsync(project.NewCall(), LiveProject.Token));
        var training = await project.WaitAsync(RoundPhase.Training);
        var read = (await project.ReadScanAsync(lease.Scan.Value)).State;

        Assert.Equal((ScanStatus.Labelled, "majority-vote of 1"), (read.Status, read.Reference!.Source));
        Assert.Equal(await project.UploadAsync(own), read.Reference.Mask);
        Assert.Empty(read.Reference.Agreement);
        foreach (var pick in round.Picks.Where(p => p.Scan != lease.Scan))
        {
            Assert.Equal(ScanStatus.Available, (await project.ReadScanAsync(pick.Scan.Value)).State.Status);
        }

        Assert.All(training.Assignments, a => Assert.True(a.Status is AssignmentStatus.Submitted or AssignmentStatus.Dropped));
        Assert.Equal("LEASE_LOST", await LiveProject.ReasonAsync(project.SubmitAsync(held, own)));
    }

    [Fact]
    public async Task CloseRound_NothingRead_FailsTheRoundAndTheNextPicksAnew()
    {
        var project = new LiveProject(cluster, "close-empty");
        await project.PrepareAsync();
        await project.OpenRoundAsync();

        await LiveProject.OkAsync(project.Grain.CloseRoundAsync(project.NewCall(), LiveProject.Token));
        var failed = await project.WaitAsync(RoundPhase.Failed);
        var next = await project.OpenRoundAsync();

        Assert.Contains("nothing was labelled", failed.Outcome!.Reason, StringComparison.Ordinal);
        Assert.Equal((2, 3), (next.Number.Value, next.Picks.Length));
        Assert.Equal(3, (await project.CountAsync()).Assigned);
    }

    [Fact]
    public async Task CloseRound_NoWorklistOpen_IsRefused()
    {
        var project = new LiveProject(cluster, "close-none");
        await project.PrepareAsync();

        Assert.Equal(
            "ROUND_NOT_OPEN",
            await LiveProject.ReasonAsync(project.Grain.CloseRoundAsync(project.NewCall(), LiveProject.Token)));
    }

    [Fact]
    public async Task Deadline_PassesOnTheStoresClock_ClosesTheRoundWithoutACall()
    {
        var project = new LiveProject(cluster, "deadline");
        await project.PrepareAsync(WithDeadline);
        await project.OpenRoundAsync();
        var lease = (await project.LeaseAsync("ann")).Lease!;
        await LiveProject.OkAsync(project.SubmitAsync(lease, TestVolumes.Truth()));
        var late = (await project.LeaseAsync("ben")).Lease!;

        cluster.Clock.Advance(WithDeadline.RoundDuration);
        var none = await project.LeaseAsync("cleo");
        var refused = await LiveProject.ReasonAsync(project.SubmitAsync(late, TestVolumes.Truth()));
        await project.WaitAsync(RoundPhase.Training);

        Assert.Equal((NoneReason.NoOpenRound, "LEASE_LOST"), (none.None!.Value, refused));
        Assert.Equal((1, 0), ((await project.CountAsync()).Labelled, (await project.CountAsync()).Assigned));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Closing_ReadsDisagreeAndTheAdjudicatorIsLate_TakesTheVoteInsteadOfAskingForEver(bool byDeadline)
    {
        var project = new LiveProject(cluster, byDeadline ? "late-by-deadline" : "late-by-call");
        await project.PrepareAsync(WithDeadline with { BatchSize = 1, AdjudicateBelow = 0.9 });
        var round = await project.OpenRoundAsync();
        var scan = round.Picks[0].Scan.Value;
        await project.ReadAllAsync(rater => TestVolumes.Mask(
            v => v / 20 == LiveProject.Raters.IndexOf(rater) ? TestVolumes.Canal : (byte)0));
        await project.UntilAsync(
            async () => (await project.RoundAsync()).Assignments.Any(a => a.Kind == AssignmentKind.Adjudication),
            () => "the adjudication");

        if (byDeadline)
        {
            cluster.Clock.Advance(WithDeadline.RoundDuration);
        }
        else
        {
            await LiveProject.OkAsync(project.Grain.CloseRoundAsync(project.NewCall(), LiveProject.Token));
        }

        await project.WaitAsync(RoundPhase.Training);
        var reference = (await project.ReadScanAsync(scan)).State.Reference!;
        Assert.Equal(("majority-vote of 3", 0.0), (reference.Source, reference.MeanAgreement!.Value));
        Assert.Equal(4, (await project.RoundAsync()).Assignments.Length);
    }
}
