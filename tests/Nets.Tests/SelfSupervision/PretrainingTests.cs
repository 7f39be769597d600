using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.SelfSupervision;
using ActiveSeg.Nets.Training;
using ActiveSeg.Volumes.Grids;
using TorchSharp;

namespace ActiveSeg.Nets.Tests.SelfSupervision;

public sealed class PretrainingTests
{
    private static readonly PretrainingOptions Options = PretrainedFixture.Options;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_SameSeedTwice_GivesTheSameBytes(int threads)
    {
        var options = Options with { Steps = 5, Threads = threads };

        var first = Pretraining.Run(PretrainedFixture.Scans(3), options, null, Token);
        var second = Pretraining.Run([.. PretrainedFixture.Scans(3).Reverse()], options, null, Token);
        var other = Pretraining.Run(PretrainedFixture.Scans(3), options with { Seed = 4 }, null, Token);

        Assert.Equal(first.Weights.Sha256, second.Weights.Sha256);
        Assert.NotEqual(first.Weights.Sha256, other.Weights.Sha256);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_Reconstruction_LearnsWhatIsHidden(int dimensions)
    {
        var options = Options with { Steps = 80, ContrastWeight = 0, Plan = Options.Plan with { Dimensions = dimensions } };
        var found = new List<PretrainingProgress>();

        var outcome = Pretraining.Run(PretrainedFixture.Scans(4), options, new Progress(found.Add), Token);

        Assert.Equal(dimensions, outcome.Weights.Plan.Dimensions);
        Assert.True(outcome.FinalLoss < 0.7 * outcome.Losses[0], $"{outcome.Losses[0]} to {outcome.FinalLoss}");
        Assert.True(outcome.FinalLoss < 0.8, $"as bad as the mean: {outcome.FinalLoss}");
        Assert.All(found, p => Assert.True(double.IsFinite(p.Contrast)));
    }

    [Fact]
    public void Run_Contrast_TellsScansApart()
    {
        var options = Options with { Steps = 60, ReconstructionWeight = 0, ContrastWeight = 1 };

        var outcome = Pretraining.Run(PretrainedFixture.Scans(6), options, null, Token);

        Assert.True(outcome.FinalLoss < 0.8 * outcome.Losses[0], $"{outcome.Losses[0]} to {outcome.FinalLoss}");
    }

    [Fact]
    public void Run_CancelledAndResumed_GivesTheSameBytesAsUninterrupted()
    {
        var folder = Directory.CreateTempSubdirectory("nets-");
        var stopping = Options with { CheckpointFolder = folder.FullName, CheckpointEverySteps = 7 };
        using var stop = new CancellationTokenSource();
        var whole = Pretraining.Run(PretrainedFixture.Scans(2), Options, null, Token);

        var progress = new Progress(p => { if (p.Step >= 20) { stop.Cancel(); } });
        Assert.Throws<OperationCanceledException>(() =>
            Pretraining.Run(PretrainedFixture.Scans(2), stopping, progress, stop.Token));
        var steps = new List<int>();
        var resumed = Pretraining.Run(PretrainedFixture.Scans(2), stopping, new Progress(p => steps.Add(p.Step)), Token);

        Assert.Equal([30, 40], steps);
        Assert.Equal(whole.Weights.Sha256, resumed.Weights.Sha256);
        Assert.Empty(folder.GetFiles());
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Run_OneScan_IsEnough()
    {
        var outcome = Pretraining.Run(PretrainedFixture.Scans(1), Options with { Steps = 3 }, null, Token);

        Assert.Equal((3, 0, StopReason.StepCap), (outcome.Steps, outcome.SkippedSteps, outcome.Reason));
    }

    [Fact]
    public void Run_ExplodingLoss_StopsWithFiniteWeights()
    {
        var options = Options with { Steps = 60, LearningRate = 1e30, GradientNorm = 1e30 };

        var outcome = Pretraining.Run(PretrainedFixture.Scans(2), options, null, Token);

        Assert.Equal(StopReason.NotFinite, outcome.Reason);
        Assert.True(outcome.SkippedSteps >= 10);
    }

    [Fact]
    public void Run_NoScansOrOneTwice_IsRefused()
    {
        Assert.Throws<TrainingSetException>(() => Pretraining.Run([], Options, null, Token));
        Assert.Throws<ArgumentException>(() =>
            Pretraining.Run([.. PretrainedFixture.Scans(1), .. PretrainedFixture.Scans(1)], Options, null, Token));
    }

    [Fact]
    public void Run_OptionOutOfRange_IsRefused()
    {
        PretrainingOptions[] wrong =
        [
            Options with { Steps = 0 }, Options with { HiddenShare = 1 }, Options with { Temperature = 0 },
            Options with { ContrastWeight = 0, ReconstructionWeight = 0 }, Options with { ContrastWeight = -1, ReconstructionWeight = 2 },
        ];

        Assert.All(wrong, options =>
            Assert.Throws<ArgumentOutOfRangeException>(() => Pretraining.Run(PretrainedFixture.Scans(1), options, null, Token)));
    }

    [Fact]
    public void Run_NotFiniteVoxel_IsRefusedByName()
    {
        var (volume, _) = TestScans.Make(0);
        var holed = (float[])volume.Voxels.Clone();
        holed[7] = float.NaN;

        var error = Assert.Throws<InvalidScanException>(() => Pretraining.Run(
            [.. PretrainedFixture.Scans(1), UnlabelledScan.Of("holed", new Volume(volume.Grid, holed))], Options, null, Token));

        Assert.Equal("holed", error.Scan);
    }

    [Fact]
    public void RunAndDescribe_Repeated_LeaveNoTensors()
    {
        var options = Options with { Steps = 3 };
        Round();
        var before = torch.Tensor.TotalCount;

        Round();
        Round();

        Assert.Equal(before, torch.Tensor.TotalCount);

        void Round()
        {
            var outcome = Pretraining.Run(PretrainedFixture.Scans(2), options, null, Token);
            using var embedding = new PretrainedEmbedding(outcome.Weights, 1);
            embedding.Of("any", TestScans.Make(9).Volume, Token);
        }
    }

    private sealed class Progress(Action<PretrainingProgress> report) : IProgress<PretrainingProgress>
    {
        public void Report(PretrainingProgress value) => report(value);
    }
}
