using ActiveSeg.Nets;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training;
using ActiveSeg.Protocol.V1;
using ActiveSeg.Trainer.Tests.Peer;

namespace ActiveSeg.Trainer.Tests.Jobs;

public sealed class ScoreJobTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly Lazy<TrainedWeights> Weights = new(Train);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(JobKind.Score)]
    [InlineData(JobKind.Describe)]
    public async Task Score_PartOfAPool_DeliversSignalsOfTheModelAndTheDiceOfLabelledScans(JobKind kind)
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var state = server.State;
        state.Offer(kind, Blobs.ToScore(state, state.Add(Weights.Value.ToBytes())), part: 3);

        await using var trainer = await RunningTrainer.StartAsync(server, Token);
        var result = await state.Completed.Task.WaitAsync(Patience, Token);

        Assert.Equal((kind, 3), (result.Kind, result.Part));
        Assert.Null(result.Weights);
        var signals = Read.Signals(state, result.Signals);
        Assert.Equal(["scan-0", "scan-1", "scan-2", "scan-3", "scan-4"], signals.Select(signal => signal.Scan));
        Assert.All(signals, signal => Assert.Equal(Weights.Value.Plan.Widths[^1], signal.Embedding.Count));
        Assert.All(signals, signal => Assert.InRange(signal.Uncertainties["entropy_foreground"], 0, Math.Log(2)));
        Assert.All(signals, signal => Assert.Equal(signal.Scan == "scan-0", signal.Uncertainties.ContainsKey("dice")));
        Assert.Equal("5", Read.Report(state, result.Report).Facts["described_scans"]);
    }

    [Fact]
    public async Task Score_DropoutPasses_TellHowThePassesAgree()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var state = server.State;
        var manifest = Blobs.ToScore(state, state.Add(Weights.Value.ToBytes()));
        manifest.DropoutPasses = 3;
        state.Offer(JobKind.Score, manifest);

        await using var trainer = await RunningTrainer.StartAsync(server, Token);
        var result = await state.Completed.Task.WaitAsync(Patience, Token);

        var signals = Read.Signals(state, result.Signals);
        const int pairsOfFour = 6;
        Assert.True(signals.All(signal => signal.Agreement.Single().Dice.Count == pairsOfFour), "three dropout passes beside the plain one");
        Assert.True(signals.All(signal => signal.Uncertainties["mutual_information_foreground"] > 0), "the passes differ");
    }

    [Fact]
    public async Task Score_WeightsOfOtherStructures_FailsForGood()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var state = server.State;
        var manifest = Blobs.ToScore(state, state.Add(Weights.Value.ToBytes()));
        manifest.Structures[0].Name = "cube";
        state.Offer(JobKind.Score, manifest);

        await using var trainer = await RunningTrainer.StartAsync(server, Token);
        var failure = await state.Failed.Task.WaitAsync(Patience, Token);

        Assert.False(failure.Retriable);
        Assert.Contains("other structures", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_WeightsAreDamaged_FailsForGood()
    {
        await using var server = await RemoteServer.StartAsync(Token);
        var state = server.State;
        state.Offer(JobKind.Score, Blobs.ToScore(state, state.Add([1, 2, 3])));

        await using var trainer = await RunningTrainer.StartAsync(server, Token);
        var failure = await state.Failed.Task.WaitAsync(Patience, Token);

        Assert.False(failure.Retriable);
    }

    private static TrainedWeights Train()
    {
        var cases = Enumerable.Range(0, 2).Select(seed =>
        {
            var (volume, labels) = Blobs.Make(seed);
            return TrainingCase.Of($"scan-{seed}", volume, labels);
        });
        var schema = new StructureSchema([new Nets.Plans.Structure(1, "ball")]);
        return Segmenter.Train([.. cases], schema, new TrainingOptions { MaxSteps = 2, Threads = 1 }, null, null, CancellationToken.None).Weights;
    }
}
