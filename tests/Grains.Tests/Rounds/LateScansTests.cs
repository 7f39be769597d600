using ActiveSeg.Domain.Rounds;
using ActiveSeg.Grains.Tests.Cluster;

namespace ActiveSeg.Grains.Tests.Rounds;

/// <summary>Scans that are registered after the first model.</summary>
[Collection(OneCluster.Name)]
public sealed class LateScansTests(ClusterFixture cluster)
{
    [Fact]
    public async Task StartRound_MostSelectableScansCameLater_DescribesThePoolAgainAndPicksThem()
    {
        var project = new LiveProject(cluster, "late-scans");
        await project.PrepareAsync(LiveProject.Options with { Policy = "predictive-entropy", BatchSize = 10 });
        await project.RunRoundAsync(0.6);
        Assert.Equal(0, (await project.CountAsync()).Available);
        await project.RegisterAsync(21, 5);

        var started = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token))).State;
        await project.WaitAsync(RoundPhase.Describing);
        await project.Trainer(started.Number).DescribeAsync();
        var opened = await project.WaitAsync(RoundPhase.Labelling);

        Assert.Equal(5, opened.Picks.Length);
        Assert.Contains("came after the last", opened.Decision!.Reason, StringComparison.Ordinal);
    }
}
