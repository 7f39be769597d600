using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grains.Tests.Cluster;

namespace ActiveSeg.Grains.Tests.Rounds;

/// <summary>What happens where a policy needs columns that a trainer does not send.</summary>
[Collection(OneCluster.Name)]
public sealed class PolicyNeedsTests(ClusterFixture cluster)
{
    [Fact]
    public async Task FixedPolicy_ColumnStillMissingAfterTheFirstModel_FailsTheRoundAndNamesIt()
    {
        var project = new LiveProject(cluster, "column-missing");
        await project.PrepareAsync(LiveProject.Options with { Policy = "margin" });
        await project.RunRoundAsync(0.6);

        await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token));
        var failed = await project.WaitAsync(RoundPhase.Failed);

        Assert.Contains("margin needs 'margin_foreground'", failed.Outcome!.Reason, StringComparison.Ordinal);
        Assert.Empty(failed.Picks);
    }

    [Theory]
    [InlineData("cdal", null, 1, "'class_mixtures'")]
    [InlineData("strided", null, 1, "'acquisition_order'")]
    [InlineData("bald", 0, 1, "several passes")]
    [InlineData("ebc-mean", 0, 2, null)]
    [InlineData("bald", null, 1, null)]
    [InlineData("agent", 0, 1, null)]
    public async Task Create_PolicyThatCouldNeverRun_RefusedWithTheReason(string policy, int? passes, int members, string? refusal)
    {
        var project = new LiveProject(cluster, $"needs-{policy}-{passes ?? 9}");
        var options = LiveProject.Options with { Policy = policy, Training = new TrainingSettings(DropoutPasses: passes, Members: members) };

        var answer = await project.Grain.CreateAsync(project.NewCall(), "needs", options, LiveProject.Token);

        Assert.Equal(refusal is null ? null : "INVALID_OPTIONS", answer.Refusal?.Reason);
        Assert.Contains(refusal ?? "", answer.Refusal?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bald", null, 3)]
    [InlineData("ebc-lambda", 5, 5)]
    [InlineData("predictive-entropy", null, 0)]
    [InlineData("agent", null, 0)]
    public async Task Manifest_OfAPolicy_AsksForThePassesThatItsSignalsNeed(string policy, int? passes, int expected)
    {
        var project = new LiveProject(cluster, $"passes-{policy}");
        await project.PrepareAsync(LiveProject.Options with { Policy = policy, Training = new TrainingSettings(DropoutPasses: passes) });
        var started = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token))).State;
        var trainer = project.Trainer(started.Number);

        var manifest = await trainer.ReadManifestAsync(await trainer.ClaimAsync(JobKind.Describe));

        Assert.Equal(expected, manifest.DropoutPasses);
    }
}
