using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Tests.Peer;
using ActiveSeg.Volumes.Overlap;

namespace ActiveSeg.Trainer.Tests.Jobs;

public sealed class TrainJobTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Train_Balls_DeliversWeightsScoresAndPredictions()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var state = server.State;
        state.BrokenUploads = 1;
        state.Offer(JobKind.Train, Blobs.ToTrain(state, steps: 40));

        await using var trainer = await RunningTrainer.StartAsync(server, Token);
        var result = await state.Completed.Task.WaitAsync(Patience, Token);

        var weights = TrainedWeights.FromBytes(state.Artifacts[result.Weights.Sha256], result.Weights.Sha256);
        Assert.Equal("ball", Assert.Single(weights.Structures.Structures).Name);
        var report = Read.Report(state, result.Report);
        Assert.Equal(["scan-4", "scan-5"], report.Scans.Select(scan => scan.Scan));
        foreach (var (scan, seed) in report.Scans.Zip([4, 5]))
        {
            using var stream = new MemoryStream(state.Artifacts[scan.Prediction.Sha256]);
            var expected = OverlapMetrics.Compare(NiftiReader.ReadLabels(stream, scan.Scan), Blobs.Make(seed).Labels, 1);
            var score = Assert.Single(scan.Scores);
            Assert.Equal(expected.Dice, score.Dice, 9);
            Assert.Equal(expected.Hd95Mm, score.HasHd95Mm ? score.Hd95Mm : null);
            Assert.Equal(expected.AreaErrorMm2, score.AreaErrorMm2, 9);
            Assert.True(score.Dice > 0.8, $"Dice {score.Dice}");
        }

        Assert.Equal(report.Scans.Average(scan => scan.Scores[0].Dice), Assert.Single(report.Scores).Dice, 9);
        Assert.InRange(report.Steps, 1, 40);
        Assert.NotEmpty(report.StopReason);
        Assert.True(report.TrainingSeconds > 0 && report.ScoringSeconds > 0);
        Assert.Equal("1", report.Facts["threads"]);
        Assert.Null(result.Signals);
    }

    [Fact]
    public async Task Train_LabelUnknownToTheProject_FailsForGoodAndNamesTheScan()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var manifest = Blobs.ToTrain(server.State, steps: 5);
        var labels = Blobs.Make(2).Labels;
        labels.Labels[0] = 9;
        manifest.Labelled[2].Mask = server.State.Add(Blobs.BytesOf(labels));
        server.State.Offer(JobKind.Train, manifest);

        await using var trainer = await RunningTrainer.StartAsync(server, Token);
        var failure = await server.State.Failed.Task.WaitAsync(Patience, Token);

        Assert.False(failure.Retriable);
        Assert.Contains("scan-2", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("label 9", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_TrainerIsStopped_HandsTheJobBack()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var state = server.State;
        state.Hold = TimeSpan.FromSeconds(0.3);
        state.Offer(JobKind.Train, Blobs.ToTrain(state, steps: 100_000));

        await using (await RunningTrainer.StartAsync(server, Token))
        {
            await state.Training.Task.WaitAsync(Patience, Token);
        }

        var handed = await state.Failed.Task.WaitAsync(Patience, Token);
        Assert.Equal((true, true, JobKind.Train), (handed.HandedBack, handed.Retriable, handed.Kind));
    }

    [Fact]
    public async Task Train_ClaimLost_StopsAndTakesTheNextJob()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var state = server.State;
        (state.Hold, state.LoseTraining) = (TimeSpan.FromSeconds(0.3), true);
        state.Offer(JobKind.Train, Blobs.ToTrain(state, steps: 100_000));
        state.Offer(JobKind.Describe, Blobs.ToDescribe(state, 1));

        await using var trainer = await RunningTrainer.StartAsync(server, Token);
        var result = await state.Completed.Task.WaitAsync(Patience, Token);

        Assert.Equal(JobKind.Describe, result.Kind);
        Assert.Equal(2, result.Fencing);
        Assert.False(state.Failed.Task.IsCompleted);
    }
}
