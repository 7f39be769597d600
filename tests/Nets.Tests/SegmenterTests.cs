using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training;
using ActiveSeg.Volumes.Grids;
using TorchSharp;

namespace ActiveSeg.Nets.Tests;

public sealed class SegmenterTests(TrainedFixture trained)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Train_BallAndRod_LearnsBothOnAnUnseenScan()
    {
        var (volume, labels) = TestScans.Make(100);
        using var segmenter = new Segmenter(trained.Weights, TestScans.Scoring);

        var score = segmenter.Score("unseen", volume, Token);

        Assert.InRange(TestScans.Dice(score.Prediction, labels, 1), 0.9, 1);
        Assert.InRange(TestScans.Dice(score.Prediction, labels, 4), 0.9, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Train_SameSeedTwice_GivesTheSameBytes(int threads)
    {
        var options = TestScans.Options with { MaxSteps = 5, Threads = threads };

        var first = Segmenter.Train(TestScans.Cases(3), TestScans.Structures, options, null, null, Token);
        var second = Segmenter.Train([.. TestScans.Cases(3).Reverse()], TestScans.Structures, options, null, null, Token);
        var other = Segmenter.Train(TestScans.Cases(3), TestScans.Structures, options with { Seed = 4 }, null, null, Token);

        Assert.Equal(first.Weights.Sha256, second.Weights.Sha256);
        Assert.NotEqual(first.Weights.Sha256, other.Weights.Sha256);
    }

    [Fact]
    public void Train_CancelledAndResumed_GivesTheSameBytesAsUninterrupted()
    {
        var folder = Directory.CreateTempSubdirectory("nets-");
        var options = TestScans.Options with { MaxSteps = 30 };
        var stopping = options with { CheckpointFolder = folder.FullName, CheckpointEverySteps = 7 };
        using var stop = new CancellationTokenSource();
        var whole = Segmenter.Train(TestScans.Cases(2), TestScans.Structures, options, null, null, Token);

        var progress = new Progress(p => { if (p.Step >= 10) { stop.Cancel(); } });
        Assert.Throws<OperationCanceledException>(() =>
            Segmenter.Train(TestScans.Cases(2), TestScans.Structures, stopping, null, progress, stop.Token));
        var steps = new List<int>();
        var resumed = Segmenter.Train(
            TestScans.Cases(2), TestScans.Structures, stopping, null, new Progress(p => steps.Add(p.Step)), Token);

        Assert.Equal([20, 30], steps);
        Assert.Equal(whole.Weights.Sha256, resumed.Weights.Sha256);
        Assert.Empty(folder.GetFiles());
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Train_DamagedCheckpoint_StartsAfresh()
    {
        var folder = Directory.CreateTempSubdirectory("nets-");
        File.WriteAllBytes(Path.Combine(folder.FullName, "training.safetensors"), [1, 2, 3]);
        var options = TestScans.Options with { MaxSteps = 3, CheckpointFolder = folder.FullName };

        var outcome = Segmenter.Train(TestScans.Cases(2), TestScans.Structures, options, null, null, Token);

        Assert.Equal(3, outcome.Steps);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Train_FromGivenWeights_KeepsThePlanAndStartsLower()
    {
        var options = TestScans.Options with { MaxSteps = 20, Plan = new PlanOptions { Widths = [4, 8] } };

        var warm = Segmenter.Train(TestScans.Cases(4), TestScans.Structures, options, trained.Weights, null, Token);
        var cold = Segmenter.Train(TestScans.Cases(4), TestScans.Structures, TestScans.Options with { MaxSteps = 20 }, null, null, Token);

        Assert.Equal(trained.Weights.Plan.Widths, warm.Weights.Plan.Widths);
        Assert.True(warm.FinalLoss < 0.7 * cold.FinalLoss, $"warm {warm.FinalLoss}, cold {cold.FinalLoss}");
    }

    [Fact]
    public void Train_FlatLoss_EndsBeforeTheCapAsConverged()
    {
        var options = TestScans.Options with { MaxSteps = 160, ConvergenceTolerance = 0.5, DecayShare = 0.2 };

        var outcome = Segmenter.Train(TestScans.Cases(2), TestScans.Structures, options, null, null, Token);

        Assert.Equal(StopReason.Converged, outcome.Reason);
        Assert.InRange(outcome.Steps, 40, 130);
    }

    [Fact]
    public void Train_ExplodingLoss_StopsWithFiniteWeights()
    {
        var options = TestScans.Options with { MaxSteps = 60, LearningRate = 1e30, GradientNorm = 1e30 };

        var outcome = Segmenter.Train(TestScans.Cases(2), TestScans.Structures, options, null, null, Token);

        Assert.Equal(StopReason.NotFinite, outcome.Reason);
        Assert.True(outcome.SkippedSteps >= 10);
    }

    [Fact]
    public void Train_NoCasesOrEmptyMasks_IsRefused()
    {
        var (volume, labels) = TestScans.Make(0);
        var empty = TrainingCase.Of("empty", volume, new LabelMap(labels.Grid, new byte[labels.Labels.Length]));

        Assert.Throws<TrainingSetException>(() => Segmenter.Train([], TestScans.Structures, TestScans.Options, null, null, Token));
        Assert.Throws<TrainingSetException>(() => Segmenter.Train([empty], TestScans.Structures, TestScans.Options, null, null, Token));
    }

    [Fact]
    public void Train_BadScan_IsRefusedByName()
    {
        var (volume, labels) = TestScans.Make(0);
        var unknown = (byte[])labels.Labels.Clone();
        unknown[5] = 9;
        var holed = (float[])volume.Voxels.Clone();
        holed[7] = float.NaN;
        var moved = new Grid(volume.Grid.Size, volume.Grid.Spacing, new VectorMm(50, 0, 0), volume.Grid.AxisI, volume.Grid.AxisJ, volume.Grid.AxisK);
        TrainingCase[] bad =
        [
            TrainingCase.Of("unknown-label", volume, new LabelMap(labels.Grid, unknown)),
            TrainingCase.Of("not-finite", new Volume(volume.Grid, holed), labels),
            TrainingCase.Of("other-grid", volume, new LabelMap(moved, labels.Labels)),
        ];

        foreach (var c in bad)
        {
            var error = Assert.Throws<InvalidScanException>(() =>
                Segmenter.Train([.. TestScans.Cases(1), c], TestScans.Structures, TestScans.Options, null, null, Token));
            Assert.Equal(c.Id, error.Scan);
        }
    }

    [Fact]
    public void Train_RepeatedScanOrOtherStructures_IsRefused()
    {
        var other = new StructureSchema([new Structure(1, "ball")]);

        Assert.Throws<ArgumentException>(() =>
            Segmenter.Train([.. TestScans.Cases(1), .. TestScans.Cases(1)], TestScans.Structures, TestScans.Options, null, null, Token));
        Assert.Throws<ArgumentException>(() =>
            Segmenter.Train(TestScans.Cases(1), other, TestScans.Options, trained.Weights, null, Token));
    }

    [Fact]
    public void TrainAndScore_Repeated_LeaveNoTensors()
    {
        var options = TestScans.Options with { MaxSteps = 3 };
        var (volume, _) = TestScans.Make(9);
        Round();
        var before = torch.Tensor.TotalCount;

        Round();
        Round();

        Assert.Equal(before, torch.Tensor.TotalCount);

        void Round()
        {
            var outcome = Segmenter.Train(TestScans.Cases(2), TestScans.Structures, options, null, null, Token);
            using var segmenter = new Segmenter(outcome.Weights, TestScans.Scoring);
            segmenter.Score("any", volume, Token);
        }
    }

    [Fact]
    public void Load_SavedFile_ScoresTheSame()
    {
        var path = Path.Combine(Path.GetTempPath(), $"nets-{Environment.ProcessId}.safetensors");
        var (volume, _) = TestScans.Make(11);
        trained.Weights.Save(path);

        using var saved = Segmenter.Load(path, trained.Weights.Sha256, TestScans.Scoring);
        using var direct = new Segmenter(trained.Weights, TestScans.Scoring);

        Assert.Equal(direct.Score("a", volume, Token).Prediction.Labels, saved.Score("a", volume, Token).Prediction.Labels);
        Assert.Throws<CheckpointException>(() => Segmenter.Load(path, new string('0', 64), TestScans.Scoring));
        File.Delete(path);
    }

    private sealed class Progress(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
