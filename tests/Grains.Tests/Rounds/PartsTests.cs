using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grains.Tests.Cluster;

namespace ActiveSeg.Grains.Tests.Rounds;

/// <summary>Jobs over more scans than one part holds: 128.</summary>
[Collection(OneCluster.Name)]
public sealed class PartsTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Describing_TwoTrainersShareIt_TheRoundGoesOnWithTheLastPart()
    {
        var project = new LiveProject(cluster, "parts");
        await project.PrepareAsync(scans: 132);
        var round = await StartAsync(project);
        var trainer = project.Trainer(round);
        var (first, second) = (await trainer.ClaimAsync(JobKind.Describe), await trainer.ClaimAsync(JobKind.Describe, part: 1));
        await LiveProject.OkAsync(trainer.Grain.HeartbeatAsync(first.Id, first.Fencing, "described 5 of 128 scans", LiveProject.Token));

        await trainer.CompleteAsync(second, await trainer.ResultAsync(second, 0));
        var between = await LiveProject.OkAsync(project.Grain.GetRoundAsync(null, LiveProject.Token));
        await trainer.CompleteAsync(first, await trainer.ResultAsync(first, 0));
        var opened = await project.WaitAsync(RoundPhase.Labelling);

        Assert.Equal((2, 2, 0, 1), (first.Parts, second.Parts, first.Part, second.Part));
        Assert.Equal(RoundPhase.Describing, between.State.Phase);
        Assert.Equal("1 of 2 parts done; part 1: described 5 of 128 scans", between.TrainingProgress);
        Assert.Equal(3, opened.Picks.Length);
        foreach (var scan in (string[])["s01", "s130"])
        {
            Assert.InRange((await project.ReadScanAsync(scan)).Signals!.Cluster, 0, 7);
        }
    }

    [Fact]
    public async Task Describing_BothPartsEndAtOnce_TheRoundGoesOn()
    {
        var project = new LiveProject(cluster, "parts-at-once");
        await project.PrepareAsync(scans: 132);
        var trainer = project.Trainer(await StartAsync(project));
        var (first, second) = (await trainer.ClaimAsync(JobKind.Describe), await trainer.ClaimAsync(JobKind.Describe, part: 1));
        var (one, two) = (await trainer.ResultAsync(first, 0), await trainer.ResultAsync(second, 0));

        await Task.WhenAll(trainer.CompleteAsync(first, one), trainer.CompleteAsync(second, two));

        Assert.Equal(3, (await project.WaitAsync(RoundPhase.Labelling)).Picks.Length);
    }

    [Fact]
    public async Task Describing_OnePartFailsForGood_TheOthersAreDroppedWithTheRound()
    {
        var project = new LiveProject(cluster, "parts-fail");
        await project.PrepareAsync(scans: 132);
        var round = await StartAsync(project);
        var trainer = project.Trainer(round);
        var (first, second) = (await trainer.ClaimAsync(JobKind.Describe), await trainer.ClaimAsync(JobKind.Describe, part: 1));

        await trainer.FailAsync(second, "unreadable");
        var failed = await project.WaitAsync(RoundPhase.Failed);
        var late = await LiveProject.ReasonAsync(trainer.Grain.CompleteAsync(
            project.NewCall(), first.Id, first.Fencing, await trainer.ResultAsync(first, 0), LiveProject.Token));

        Assert.Contains("Describe/000001 job failed: unreadable", failed.Outcome!.Reason, StringComparison.Ordinal);
        Assert.Equal("CLAIM_LOST", late);
        Assert.Equal(JobStatus.Failed, (await trainer.ReadJobAsync(JobKind.Describe))!.Status);
    }

    private static async Task<RoundNumber> StartAsync(LiveProject project) =>
        (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token))).State.Number;
}
