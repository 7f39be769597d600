using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grains.Tests.Cluster;

namespace ActiveSeg.Grains.Tests.Rounds;

/// <summary>Scans that are registered after the first model.</summary>
[Collection(OneCluster.Name)]
public sealed class LateScansTests(ClusterFixture cluster)
{
    [Fact]
    public async Task StartRound_ScansCameAfterTheModel_ThePromotedModelDescribesThemAloneAndThePolicyRuns()
    {
        var project = new LiveProject(cluster, "late-scans");
        await project.PrepareAsync(LiveProject.Options with { Policy = "predictive-entropy", BatchSize = 9 });
        var first = await project.RunRoundAsync(0.6);
        var weights = (await project.Trainer(first.Number).ReadJobAsync(JobKind.Train))!.Result!.Weights!.Value;
        var signals = (await project.ReadScanAsync("s01")).Signals!;
        await project.RegisterAsync(21, 5);

        var started = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token))).State;
        var trainer = project.Trainer(started.Number);
        var job = await trainer.ClaimAsync(JobKind.Describe);
        var manifest = await trainer.ReadManifestAsync(job);
        await trainer.CompleteAsync(job, await trainer.ResultAsync(job, 0));
        var opened = await project.WaitAsync(RoundPhase.Labelling);

        Assert.Equal(["s21", "s22", "s23", "s24", "s25"], manifest.Described.Select(s => s.Scan));
        Assert.Equal((weights.Sha256, 1), (manifest.Weights.Sha256, job.Model.Value));
        Assert.Equal("predictive-entropy", opened.Decision!.Arm);
        Assert.Equal(6, opened.Picks.Length);
        var (early, late) = ((await project.ReadScanAsync("s01")).Signals!, (await project.ReadScanAsync("s21")).Signals!);
        Assert.Equal(signals.Embedding, early.Embedding);
        Assert.Equal((1, 1), (early.Model.Value, late.Model.Value));
        Assert.InRange(late.Cluster, 0, 1);
    }

    [Fact]
    public async Task StartRound_ScansCameBeforeAnyModel_StatisticsDescribeThemAlone()
    {
        var project = new LiveProject(cluster, "late-before-model");
        await project.PrepareAsync();
        var first = await project.OpenRoundAsync();
        await project.ReadAllAsync();
        var failing = project.Trainer(first.Number);
        await failing.FailAsync(await failing.ClaimAsync(JobKind.Train), "no memory");
        await project.WaitAsync(RoundPhase.Failed);
        await project.RegisterAsync(21, 2);

        var started = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token))).State;
        var trainer = project.Trainer(started.Number);
        var job = await trainer.ClaimAsync(JobKind.Describe);
        var manifest = await trainer.ReadManifestAsync(job);
        await trainer.CompleteAsync(job, await trainer.ResultAsync(job, 0));
        await project.WaitAsync(RoundPhase.Labelling);

        Assert.Equal(["s21", "s22"], manifest.Described.Select(s => s.Scan));
        Assert.Null(manifest.Weights);
        Assert.Equal(0, (await project.ReadScanAsync("s22")).Signals!.Model.Value);
    }
}
