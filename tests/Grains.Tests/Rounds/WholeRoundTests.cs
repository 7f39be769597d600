using System.Text.Json.Nodes;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grains.Tests.Cluster;

namespace ActiveSeg.Grains.Tests.Rounds;

[Collection(OneCluster.Name)]
public sealed class WholeRoundTests(ClusterFixture cluster)
{
    [Fact]
    public async Task FirstRound_FromDescriptionToPromotion_LabelsTheBatchAndGivesEveryScanItsSignals()
    {
        var project = new LiveProject(cluster, "first-round");
        await project.PrepareAsync();

        var opened = await project.OpenRoundAsync();
        var described = (await project.ReadScanAsync("s01")).Signals!;
        await project.ReadAllAsync();
        var training = await project.WaitAsync(RoundPhase.Training);
        await project.Trainer(training.Number).TrainAsync(0.6);
        var closed = await project.WaitAsync(RoundPhase.Closed);
        var scored = (await project.ReadScanAsync("s01")).Signals!;

        Assert.Equal(("cold-start", 1L), (opened.Decision!.Arm, opened.Decision.SignalVersion));
        Assert.Equal(1.0, Assert.Single(opened.Decision.Arms).Probability);
        Assert.Equal([1, 2, 3], opened.Picks.Select(p => p.Rank));
        Assert.All(opened.Picks, p => Assert.False(string.IsNullOrWhiteSpace(p.Reason)));
        Assert.Equal((0, 2, 0), (described.Model.Value, described.Embedding.Length, described.Uncertainties.Count));
        Assert.Equal((1, 3, 1.0), (scored.Model.Value, scored.Embedding.Length, scored.Uncertainties["model_seen"]));
        Assert.InRange(scored.Cluster, 0, 1);
        Assert.Equal((1, true), (closed.Outcome!.Candidate!.Value.Value, closed.Outcome.Promoted));
        Assert.Null(closed.Outcome.Reward);
        var (state, counts) = (await project.ReadAsync(), await project.CountAsync());
        Assert.Equal((1, 2L), (state.PromotedModel!.Value.Value, state.SignalVersion));
        Assert.Equal(0.6, state.PromotedDice!.Value, 12);
        Assert.Equal((7, 0, 3, 2), (counts.Available, counts.Assigned, counts.Labelled, counts.Reference));
    }

    [Fact]
    public async Task TrainingJob_Manifest_HoldsTheLabelledTheLockedAndThePoolApart()
    {
        var project = new LiveProject(cluster, "manifest");
        await project.PrepareAsync();
        var round = await project.OpenRoundAsync();
        await project.ReadAllAsync();
        await project.WaitAsync(RoundPhase.Training);
        var trainer = project.Trainer(round.Number);

        var manifest = await trainer.ReadManifestAsync(await trainer.ClaimAsync(JobKind.Train));

        Assert.Equal(round.Picks.Select(p => p.Scan.Value).Order(), manifest.Labelled.Select(s => s.Scan));
        Assert.Equal(["s11", "s12"], manifest.Reference.Select(s => s.Scan));
        Assert.Empty(manifest.Described);
        Assert.All(manifest.Labelled.Concat(manifest.Reference), s => Assert.True(s.Mask.Length > 0));
        Assert.Equal((await project.ReadAsync()).Lock!.Hash, manifest.LockHash);
    }

    [Fact]
    public async Task ScoringJob_Manifest_HoldsThePoolAndTheNewWeights()
    {
        var project = new LiveProject(cluster, "score-manifest");
        await project.PrepareAsync();
        var round = await project.OpenRoundAsync();
        await project.ReadAllAsync();
        var trainer = project.Trainer(round.Number);
        var job = await trainer.ClaimAsync(JobKind.Train);
        var trained = await trainer.ResultAsync(job, 0.6);
        await trainer.CompleteAsync(job, trained);

        var scoring = await trainer.ClaimAsync(JobKind.Score);
        var manifest = await trainer.ReadManifestAsync(scoring);

        Assert.Equal((1, 1), (scoring.Model.Value, scoring.Parts));
        Assert.Equal(trained.Weights!.Value.Sha256, manifest.Weights.Sha256);
        Assert.Equal(10, manifest.Described.Count);
        Assert.DoesNotContain(manifest.Described, s => s.Scan is "s11" or "s12");
        Assert.Equal(
            round.Picks.Select(p => p.Scan.Value).Order(), manifest.Described.Where(s => s.Mask is not null).Select(s => s.Scan));
        Assert.Null((await project.ReadAsync()).PromotedModel);
    }

    [Fact]
    public async Task SecondRound_AgentDecides_WithExactPropensitiesAndIsToldItsReward()
    {
        var project = new LiveProject(cluster, "second-round");
        await project.PrepareAsync(scans: 16);
        await project.RunRoundAsync(0.60);

        var opened = await project.OpenRoundAsync();
        await project.ReadAllAsync();
        await project.Trainer(opened.Number).TrainAsync(0.70);
        var closed = await project.WaitAsync(RoundPhase.Closed);
        var memory = await cluster.Store.ReadAsync<JsonObject>(DocumentKey.OfAgent(project.Id), LiveProject.Token);

        var arms = opened.Decision!.Arms;
        Assert.Equal("agent", opened.Decision.Policy);
        Assert.True(arms.Length > 1, "there was no choice");
        Assert.Equal(1.0, arms.Sum(a => a.Probability), 12);
        Assert.True(arms.Single(a => a.Arm == opened.Decision.Arm).Probability > 0);
        Assert.NotEmpty(opened.Decision.Context);
        Assert.All(opened.Picks, p => Assert.True(p.Propensity is null or (> 0 and <= 1)));
        Assert.True(closed.Outcome!.Promoted);
        Assert.True(double.IsFinite(closed.Outcome.Reward!.Value));
        Assert.Equal((2, 1), ((int)memory!.Value["lastRound"]!, (int)memory.Value["state"]!["round"]!));
        Assert.Equal(6, (await project.CountAsync()).Labelled);
    }

    [Fact]
    public async Task Picks_OfEveryRound_AreNeverLockedAndNeverRepeat()
    {
        var project = new LiveProject(cluster, "picks");
        await project.PrepareAsync(LiveProject.Options with { ReadsPerScan = 1, BatchSize = 4, Policy = "random" });

        var first = await project.RunRoundAsync(0.5);
        var second = await project.RunRoundAsync(0.6);
        var third = await project.RunRoundAsync(0.7);

        var picks = first.Picks.Concat(second.Picks).Concat(third.Picks).Select(p => p.Scan.Value).ToList();
        Assert.Equal(10, picks.Count);
        Assert.Equal(10, picks.Distinct().Count());
        Assert.DoesNotContain("s11", picks);
        Assert.DoesNotContain("s12", picks);
        Assert.Equal(
            "POOL_EMPTY",
            await LiveProject.ReasonAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token)));
    }

    [Fact]
    public async Task Budget_NearlySpent_LimitsTheBatchAndThenRefusesARound()
    {
        var project = new LiveProject(cluster, "budget");
        await project.PrepareAsync(LiveProject.Options with { ReadsPerScan = 1, BudgetInScans = 4, Policy = "random" });
        await project.RunRoundAsync(0.5);

        var second = await project.RunRoundAsync(0.6);

        Assert.Single(second.Picks);
        Assert.Equal(
            "BUDGET_SPENT",
            await LiveProject.ReasonAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token)));
    }

    [Fact]
    public async Task Candidate_NotBetter_IsNotPromotedAndTheOldSignalsStay()
    {
        var project = new LiveProject(cluster, "worse");
        await project.PrepareAsync();
        await project.RunRoundAsync(0.7);

        var second = await project.RunRoundAsync(0.6);
        var scan = await project.ReadScanAsync("s01");

        Assert.Equal((2, false), (second.Outcome!.Candidate!.Value.Value, second.Outcome.Promoted));
        Assert.Null(await project.Trainer(second.Number).ReadJobAsync(JobKind.Score));
        Assert.Contains("0.6000 against 0.7000", second.Outcome.Reason, StringComparison.Ordinal);
        var state = await project.ReadAsync();
        Assert.Equal((1, 2L, 2), (state.PromotedModel!.Value.Value, state.SignalVersion, state.LastModel.Value));
        Assert.Equal((1, 1.0), (scan.Signals!.Model.Value, scan.Signals.Uncertainties["model_seen"]));
        Assert.Equal(6, (await project.CountAsync()).Labelled);
    }

    [Fact]
    public async Task FixedPolicy_NeedsAModelThatIsNotThere_FallsBackAndSaysSo()
    {
        var project = new LiveProject(cluster, "fixed-policy");
        await project.PrepareAsync(LiveProject.Options with { Policy = "predictive-entropy" });

        var first = await project.RunRoundAsync(0.6);
        var second = await project.OpenRoundAsync();

        Assert.Equal("cold-start", first.Decision!.Arm);
        Assert.Contains("predictive-entropy", first.Decision.Reason, StringComparison.Ordinal);
        Assert.Equal("predictive-entropy", second.Decision!.Arm);
    }
}
