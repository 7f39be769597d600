using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;
using ActiveSeg.Grains.Tests.Cluster;
using Google.Protobuf;

namespace ActiveSeg.Grains.Tests.Rounds;

[Collection(OneCluster.Name)]
public sealed class FailingTests(ClusterFixture cluster)
{
    [Fact]
    public async Task TrainingJob_FailsForGood_EndsTheRoundKeepsTheLabelsAndTheNextCanStart()
    {
        var project = new LiveProject(cluster, "job-failed");
        await project.PrepareAsync();
        var round = await project.OpenRoundAsync();
        await project.ReadAllAsync();
        var trainer = project.Trainer(round.Number);

        await trainer.FailAsync(await trainer.ClaimAsync(JobKind.Train), "out of memory");
        var failed = await project.WaitAsync(RoundPhase.Failed);
        var second = await project.RunRoundAsync(0.6);

        Assert.Contains("out of memory", failed.Outcome!.Reason, StringComparison.Ordinal);
        Assert.All(failed.Picks, p => Assert.DoesNotContain(second.Picks, q => q.Scan == p.Scan));
        Assert.Equal(6, (await project.CountAsync()).Labelled);
        Assert.Equal((2, 2), (second.Number.Value, (await project.ReadAsync()).PromotedModel!.Value.Value));
        Assert.Equal(ScanStatus.Labelled, (await project.ReadScanAsync(round.Picks[0].Scan.Value)).State.Status);
    }

    [Fact]
    public async Task Reward_TrainingFailedInBetween_IsNotGivenForTheScansOfTwoRounds()
    {
        var project = new LiveProject(cluster, "reward-gap");
        await project.PrepareAsync(LiveProject.Options with { BatchSize = 2 });
        await project.RunRoundAsync(0.5);
        var second = await project.RunRoundAsync(0.6);
        var third = await project.OpenRoundAsync();
        await project.ReadAllAsync();
        var trainer = project.Trainer(third.Number);
        await trainer.FailAsync(await trainer.ClaimAsync(JobKind.Train), "no memory");
        await project.WaitAsync(RoundPhase.Failed);

        var fourth = await project.RunRoundAsync(0.7);

        Assert.NotNull(second.Outcome!.Reward);
        Assert.Null(fourth.Outcome!.Reward);
    }

    [Fact]
    public async Task Description_FailsForGood_TheNextRoundDescribesAgain()
    {
        var project = new LiveProject(cluster, "describe-failed");
        await project.PrepareAsync();
        var round = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token))).State;
        var trainer = project.Trainer(round.Number);
        await trainer.FailAsync(await trainer.ClaimAsync(JobKind.Describe), "no disk");
        await project.WaitAsync(RoundPhase.Failed);

        var next = await project.OpenRoundAsync();

        Assert.Equal((2, 3), (next.Number.Value, next.Picks.Length));
    }

    [Theory]
    [InlineData("no-scores")]
    [InlineData("dice-not-finite")]
    [InlineData("dice-out-of-range")]
    [InlineData("garbled-report")]
    [InlineData("no-weights")]
    public async Task TrainingResult_Unusable_FailsTheRoundInsteadOfHoldingItUpForEver(string fault)
    {
        var project = new LiveProject(cluster, fault);
        await project.PrepareAsync(LiveProject.Options with { ReadsPerScan = 1, BatchSize = 2 });
        var round = await project.OpenRoundAsync();
        await project.ReadAllAsync();
        var trainer = project.Trainer(round.Number);
        var job = await trainer.ClaimAsync(JobKind.Train);
        var good = await trainer.ResultAsync(job, 0.5);

        await trainer.CompleteAsync(job, await SpoiltAsync(trainer, good, fault));
        var failed = await project.WaitAsync(RoundPhase.Failed);
        var next = await project.RunRoundAsync(0.6);

        Assert.Contains("cannot be used", failed.Outcome!.Reason, StringComparison.Ordinal);
        Assert.True(next.Outcome!.Promoted);
        Assert.Equal(2, (await project.ReadScanAsync("s01")).Signals!.Model.Value);
    }

    [Theory]
    [InlineData("garbled-signals")]
    [InlineData("signals-not-finite")]
    [InlineData("no-signals")]
    [InlineData("signals-absent")]
    public async Task ScoringResult_Unusable_FailsTheRoundAndPromotesNothing(string fault)
    {
        var project = new LiveProject(cluster, fault);
        await project.PrepareAsync(LiveProject.Options with { ReadsPerScan = 1, BatchSize = 2 });
        var round = await project.OpenRoundAsync();
        await project.ReadAllAsync();
        var trainer = project.Trainer(round.Number);
        var training = await trainer.ClaimAsync(JobKind.Train);
        await trainer.CompleteAsync(training, await trainer.ResultAsync(training, 0.5));
        var job = await trainer.ClaimAsync(JobKind.Score);

        await trainer.CompleteAsync(job, await SpoiltAsync(trainer, await trainer.ResultAsync(job, 0.5), fault));
        var failed = await project.WaitAsync(RoundPhase.Failed);
        var unpromoted = await project.ReadAsync();
        var next = await project.RunRoundAsync(0.6);

        Assert.Contains("cannot be used", failed.Outcome!.Reason, StringComparison.Ordinal);
        Assert.Null(unpromoted.PromotedModel);
        Assert.True(next.Outcome!.Promoted);
        Assert.Equal(2, (await project.ReadScanAsync("s01")).Signals!.Model.Value);
    }

    [Fact]
    public async Task ScoringJob_FailsForGood_PromotesAllTheSameAndTheNextRoundDescribesThePool()
    {
        var project = new LiveProject(cluster, "score-failed");
        await project.PrepareAsync(LiveProject.Options with { ReadsPerScan = 1, BatchSize = 2 });
        var round = await project.OpenRoundAsync();
        await project.ReadAllAsync();
        var trainer = project.Trainer(round.Number);
        var training = await trainer.ClaimAsync(JobKind.Train);
        await trainer.CompleteAsync(training, await trainer.ResultAsync(training, 0.5));

        await trainer.FailAsync(await trainer.ClaimAsync(JobKind.Score), "scan s07 is unreadable");
        var closed = await project.WaitAsync(RoundPhase.Closed);
        var started = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token))).State;
        var describer = project.Trainer(started.Number);
        var job = await describer.ClaimAsync(JobKind.Describe);
        var asked = await describer.ReadManifestAsync(job);
        await describer.CompleteAsync(job, await describer.ResultAsync(job, 0));
        await project.WaitAsync(RoundPhase.Labelling);

        Assert.True(closed.Outcome!.Promoted);
        Assert.Contains("s07 is unreadable", closed.Outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(10, asked.Described.Count);
        Assert.Equal(1, (await project.ReadScanAsync("s01")).Signals!.Model.Value);
    }

    [Fact]
    public async Task Description_WithoutAnySignal_FailsTheRoundAndIsAskedForAgain()
    {
        var project = new LiveProject(cluster, "describe-empty");
        await project.PrepareAsync();
        var round = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token))).State;
        var trainer = project.Trainer(round.Number);
        var job = await trainer.ClaimAsync(JobKind.Describe);
        var good = await trainer.ResultAsync(job, 0);

        await trainer.CompleteAsync(job, good with { Signals = await trainer.WriteAsync([]) });
        await project.WaitAsync(RoundPhase.Failed);
        var next = await project.OpenRoundAsync();

        Assert.Equal(3, next.Picks.Length);
    }

    [Fact]
    public async Task Signals_LeaveAScanOut_TheNextRoundHasItDescribedAlone()
    {
        var project = new LiveProject(cluster, "left-out");
        await project.PrepareAsync(LiveProject.Options with { ReadsPerScan = 1 });
        var round = await project.OpenRoundAsync();
        await project.ReadAllAsync();
        var left = Enumerable.Range(1, 10).Select(i => $"s{i:d2}").First(s => round.Picks.All(p => p.Scan.Value != s));
        await project.Trainer(round.Number).TrainAsync(0.6, omit: left);
        await project.WaitAsync(RoundPhase.Closed);

        var started = (await LiveProject.OkAsync(project.Grain.StartRoundAsync(project.NewCall(), LiveProject.Token))).State;
        var trainer = project.Trainer(started.Number);
        var job = await trainer.ClaimAsync(JobKind.Describe);
        var asked = await trainer.ReadManifestAsync(job);
        await trainer.CompleteAsync(job, await trainer.ResultAsync(job, 0));
        var next = await project.WaitAsync(RoundPhase.Labelling);

        Assert.Equal(left, Assert.Single(asked.Described).Scan);
        Assert.Equal(3, next.Picks.Length);
    }

    private static async Task<TrainingResult> SpoiltAsync(LiveTrainer trainer, TrainingResult good, string fault)
    {
        byte[] garbage = [0x0a, 0xff, 0xff, 0xff];
        return fault switch
        {
            "no-scores" => good with { Report = await trainer.WriteAsync(new Protocol.V1.TrainingReport { Steps = 5 }.ToByteArray()) },
            "dice-not-finite" => good with { Report = await ReportAsync(trainer, double.NaN) },
            "dice-out-of-range" => good with { Report = await ReportAsync(trainer, 1.5) },
            "garbled-report" => good with { Report = await trainer.WriteAsync(garbage) },
            "garbled-signals" => good with { Signals = await trainer.WriteAsync(garbage) },
            "signals-not-finite" => good with { Signals = await SignalAsync(trainer, float.NaN) },
            "no-signals" => good with { Signals = await trainer.WriteAsync([]) },
            "signals-absent" => good with { Signals = null },
            "no-weights" => good with { Weights = null },
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "unknown"),
        };
    }

    private static Task<Domain.Projects.ArtifactRef> ReportAsync(LiveTrainer trainer, double dice) => trainer.WriteAsync(
        new Protocol.V1.TrainingReport { Scores = { new Protocol.V1.StructureScore { Label = TestVolumes.Canal, Dice = dice } } }.ToByteArray());

    private static Task<Domain.Projects.ArtifactRef> SignalAsync(LiveTrainer trainer, float number)
    {
        using var stream = new MemoryStream();
        new Protocol.V1.ScanSignal { Scan = "s01", Embedding = { number, 1, 2 } }.WriteDelimitedTo(stream);
        return trainer.WriteAsync(stream.ToArray());
    }
}
