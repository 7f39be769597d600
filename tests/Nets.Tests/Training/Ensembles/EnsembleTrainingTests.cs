using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Scoring;
using ActiveSeg.Nets.Training;

namespace ActiveSeg.Nets.Tests.Training.Ensembles;

public sealed class EnsembleTrainingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Train_Folds_HoldsEveryScanOutOnceAndLearnsFromIt()
    {
        var options = TestScans.Options with { MaxSteps = 60, Members = 3, HoldOutFolds = true };

        var outcome = Segmenter.Train(TestScans.Cases(9), TestScans.Structures, options, null, null, Token);
        var read = TrainedWeights.FromBytes(outcome.Weights.ToBytes(), outcome.Weights.Sha256);

        Assert.Equal((3, 3, 9), (outcome.Weights.Members, read.Members, read.Refinement.HeldOutScans));
        Assert.Equal(9, outcome.HeldOut.Length);
        Assert.InRange(read.Refinement.Temperature, 0.25, 4);
        Assert.All(read.Refinement.PredictedDice, curve => Assert.NotEmpty(curve));
        Assert.Equal(180, outcome.Steps);
        var (volume, labels) = TestScans.Make(60);
        using var segmenter = new Segmenter(read, TestScans.Scoring);
        var score = segmenter.Score("unseen", volume, Token);
        Assert.Equal(3, score.Uncertainty.Passes);
        Assert.InRange(TestScans.Dice(score.Prediction, labels, 1), 0.85, 1);
        Assert.All(score.Structures, s => Assert.InRange(s.PredictedDice, 0.5, 1));
    }

    [Fact]
    public void Train_StoppedInASecondMember_DoesNotTrainTheFirstAgainAndEqualsTheUninterrupted()
    {
        var folder = Directory.CreateTempSubdirectory("activeseg-ensemble-").FullName;
        try
        {
            var options = TestScans.Options with { MaxSteps = 20, Members = 2 };
            var whole = Segmenter.Train(TestScans.Cases(3), TestScans.Structures, options, null, null, Token).Weights;
            var resumable = options with { CheckpointFolder = folder };
            using var stop = new CancellationTokenSource();
            var told = 0;
            Assert.ThrowsAny<OperationCanceledException>(() => Segmenter.Train(
                TestScans.Cases(3), TestScans.Structures, resumable, null, new Told(_ => { if (++told == 3) { stop.Cancel(); } }), stop.Token));

            told = 0;
            var outcome = Segmenter.Train(TestScans.Cases(3), TestScans.Structures, resumable, null, new Told(_ => told++), Token);

            Assert.Equal(1, told);
            Assert.Equal((whole.Sha256, 40), (outcome.Weights.Sha256, outcome.Steps));
            Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Train_FewerPatientsThanFolds_IsRefused()
    {
        var options = TestScans.Options with { MaxSteps = 2, Members = 3, HoldOutFolds = true };
        var cases = TestScans.Cases(4).Select((c, i) => c with { Group = $"patient-{i / 2}" }).ToList();

        Assert.Throws<TrainingSetException>(() => Segmenter.Train(cases, TestScans.Structures, options, null, null, Token));
    }

    [Fact]
    public void Train_HeldOutShare_KeepsPatientsWholeAndStopsOnTheirLoss()
    {
        var options = TestScans.Options with { MaxSteps = 80, ValidationShare = 0.3, ConvergenceTolerance = 0.02 };
        var cases = TestScans.Cases(8).Select((c, i) => c with { Group = $"patient-{i / 2}" }).ToList();

        var outcome = Segmenter.Train(cases, TestScans.Structures, options, null, null, Token);

        Assert.Equal(2, outcome.HeldOut.Length);
        Assert.Single(outcome.HeldOut.Select(id => int.Parse(id[5..]) / 2).Distinct());
        Assert.NotEmpty(outcome.ValidationLosses);
        Assert.True(outcome.ValidationLosses[^1] < outcome.ValidationLosses[0]);
    }

    [Fact]
    public void Train_SeveralReads_AimsBetweenThem()
    {
        var (volume, labels) = TestScans.Make(0);
        var none = new Volumes.Grids.LabelMap(labels.Grid, new byte[labels.Labels.Length]);
        var soft = new TrainingCase("soft", () => (volume, labels), () => [labels, none]);

        // Two reads that disagree about every voxel leave one bit, ln 2.
        Assert.InRange(Entropy(soft), 0.6, 0.71);
        Assert.InRange(Entropy(soft with { Reads = null }), 0, 0.3);

        double Entropy(TrainingCase c)
        {
            var outcome = Segmenter.Train([c], TestScans.Structures, TestScans.Options, null, null, Token);
            using var segmenter = new Segmenter(outcome.Weights, TestScans.Scoring);
            return segmenter.Score("any", volume, Token).ToNamed()["entropy.structures"];
        }
    }

    [Fact]
    public void Join_OtherPlans_IsRefused()
    {
        var first = Segmenter.Train(TestScans.Cases(2), TestScans.Structures, TestScans.Options with { MaxSteps = 1 }, null, null, Token).Weights;
        var other = Segmenter.Train(
            TestScans.Cases(2), TestScans.Structures, TestScans.Options with { MaxSteps = 1, Plan = TestScans.Options.Plan with { Widths = [4, 8] } }, null, null, Token).Weights;

        Assert.Throws<ArgumentException>(() => TrainedWeights.Join([first, other]));
        Assert.Equal(2, TrainedWeights.Join([first, first]).Members);
        Assert.Equal(first.Refinement, Refinement.None);
    }

    private sealed class Told(Action<TrainingProgress> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told(value);
    }
}
