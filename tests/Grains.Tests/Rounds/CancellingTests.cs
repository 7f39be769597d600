using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grains.Tests.Cluster;

namespace ActiveSeg.Grains.Tests.Rounds;

[Collection(OneCluster.Name)]
public sealed class CancellingTests(ClusterFixture cluster)
{
    [Fact]
    public async Task CancelRound_WhileItDescribes_EndsItsJobTooAndTheNextRoundCanStart()
    {
        var project = new LiveProject(cluster, "cancel-describing");
        await project.PrepareAsync();
        var round = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token))).State;
        var trainer = project.Trainer(round.Number);
        var job = await trainer.ClaimAsync(JobKind.Describe);
        var call = project.NewCall();

        var cancelled = (await LiveProject.OkAsync(project.Grain.CancelRoundAsync(call, "wrong cohort", LiveProject.Token))).State;
        var again = (await LiveProject.OkAsync(project.Grain.CancelRoundAsync(call, "wrong cohort", LiveProject.Token))).State;
        var beat = await LiveProject.ReasonAsync(trainer.Grain.HeartbeatAsync(job.Id, job.Fencing, "", LiveProject.Token));
        var next = await project.OpenRoundAsync();

        Assert.Equal((RoundPhase.Failed, "cancelled: wrong cohort"), (cancelled.Phase, cancelled.Outcome!.Reason));
        Assert.Equal(cancelled.ClosedAt, again.ClosedAt);
        Assert.Equal("CLAIM_LOST", beat);
        Assert.Equal(3, next.Picks.Length);
    }

    [Fact]
    public async Task CancelRound_WhileItTrains_KeepsTheLabels()
    {
        var project = new LiveProject(cluster, "cancel-training");
        await project.PrepareAsync();
        await project.OpenRoundAsync();
        await project.ReadAllAsync();
        await project.WaitAsync(RoundPhase.Training);

        await LiveProject.OkAsync(project.Grain.CancelRoundAsync(project.NewCall(), "no GPU today", LiveProject.Token));
        var next = await project.RunRoundAsync(0.6);

        Assert.Equal(6, (await project.CountAsync()).Labelled);
        Assert.True(next.Outcome!.Promoted);
    }

    [Fact]
    public async Task CancelRound_NoneCouldFollow_IsRefusedSoThatTheLabelsAreTrainedOn()
    {
        var project = new LiveProject(cluster, "cancel-last");
        await project.PrepareAsync(LiveProject.Options with { BudgetInScans = 3 });
        await project.OpenRoundAsync();
        await project.ReadAllAsync();
        await project.WaitAsync(RoundPhase.Training);

        var refused = await LiveProject.ReasonAsync(project.Grain.CancelRoundAsync(project.NewCall(), "no", LiveProject.Token));

        Assert.Equal("LAST_ROUND", refused);
    }

    [Fact]
    public async Task Signals_OfAModelThatWasNeverPromoted_AreNotSelectedBy()
    {
        var project = new LiveProject(cluster, "cancel-leftover");
        await project.PrepareAsync(LiveProject.Options with { Policy = "predictive-entropy" });
        var first = await project.RunRoundAsync(0.6);
        var open = Enumerable.Range(1, 10).Select(i => $"s{i:d2}").First(s => first.Picks.All(p => p.Scan.Value != s));
        var left = (await project.ReadScanAsync(open)).Signals! with { Model = new ModelVersion(7) };
        await cluster.Store.WriteSignalsAsync(project.Id, [left], LiveProject.Token);

        var started = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token))).State;
        await project.Trainer(started.Number).DescribeAsync();
        var opened = await project.WaitAsync(RoundPhase.Labelling);

        Assert.Equal((3, "predictive-entropy"), (opened.Picks.Length, opened.Decision!.Arm));
        Assert.Equal(1, (await project.ReadScanAsync(open)).Signals!.Model.Value);
    }

    [Fact]
    public async Task CancelRound_NothingToCancel_IsRefused()
    {
        var project = new LiveProject(cluster, "cancel-refused");
        await project.PrepareAsync();
        var before = await CancelAsync();
        await project.OpenRoundAsync();
        var labelling = await CancelAsync();
        await project.ReadAllAsync();
        await project.Trainer(new RoundNumber(1)).TrainAsync(0.6);
        await project.WaitAsync(RoundPhase.Closed);

        Assert.Equal(("ROUND_NOT_RUNNING", "ROUND_WAITS_FOR_READS", "ROUND_NOT_RUNNING"), (before, labelling, await CancelAsync()));

        Task<string> CancelAsync() => LiveProject.ReasonAsync(project.Grain.CancelRoundAsync(project.NewCall(), "no", LiveProject.Token));
    }

    [Fact]
    public async Task HandBack_MoreOftenThanAJobMayFail_CostsNoAttempt()
    {
        var project = new LiveProject(cluster, "handed-back");
        await project.PrepareAsync();
        var round = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token))).State;
        var trainer = project.Trainer(round.Number);
        for (var i = 0; i <= JobRules.MaxAttempts; i++)
        {
            var held = await trainer.ClaimAsync(JobKind.Describe);
            await LiveProject.OkAsync(trainer.Grain.HandBackAsync(project.NewCall(), held.Id, held.Fencing, LiveProject.Token));
        }

        var job = await trainer.ClaimAsync(JobKind.Describe);

        Assert.Equal((1, JobRules.MaxAttempts + 2L), (job.Attempts, job.Fencing));
        Assert.Equal(
            "CLAIM_LOST",
            await LiveProject.ReasonAsync(trainer.Grain.HandBackAsync(project.NewCall(), job.Id, job.Fencing - 1, LiveProject.Token)));
    }
}
