using ActiveSeg.Nets.Training;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Tests.Training;

public sealed class HardCasesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Train_OneStructureMissingEverywhere_LearnsTheOther()
    {
        var cases = TestScans.Cases(3).Select(c =>
        {
            var (volume, labels) = c.Read();
            return TrainingCase.Of(c.Id, volume, new LabelMap(labels.Grid, Array.ConvertAll(labels.Labels, l => l == 4 ? (byte)0 : l)));
        }).ToList();

        var outcome = Segmenter.Train(cases, TestScans.Structures, TestScans.Options, null, null, Token);
        using var segmenter = new Segmenter(outcome.Weights, TestScans.Scoring);
        var (unseen, truth) = TestScans.Make(70);

        Assert.Equal(0, outcome.SkippedSteps);
        Assert.InRange(TestScans.Dice(segmenter.Score("a", unseen, Token).Prediction, truth, 1), 0.8, 1);
    }

    [Fact]
    public void Train_SomeMasksEmpty_Goes()
    {
        var (volume, labels) = TestScans.Make(5);
        var empty = TrainingCase.Of("empty", volume, new LabelMap(labels.Grid, new byte[labels.Labels.Length]));

        var outcome = Segmenter.Train([.. TestScans.Cases(2), empty], TestScans.Structures, TestScans.Options with { MaxSteps = 10 }, null, null, Token);

        Assert.Equal((10, 0), (outcome.Steps, outcome.SkippedSteps));
    }

    [Fact]
    public void Train_OneMislabelledGiantScan_IsOutweighedByTheOthers()
    {
        var (volume, labels) = TestScans.Make(6, slices: 12, rows: 120, columns: 108);
        var swapped = TrainingCase.Of("giant", volume, new LabelMap(labels.Grid, Array.ConvertAll(labels.Labels, l => l == 1 ? (byte)4 : l == 4 ? (byte)1 : l)));

        var outcome = Segmenter.Train([.. TestScans.Cases(8), swapped], TestScans.Structures, TestScans.Options with { MaxSteps = 150 }, null, null, Token);
        using var segmenter = new Segmenter(outcome.Weights, TestScans.Scoring);
        var (unseen, truth) = TestScans.Make(71);

        var found = segmenter.Score("a", unseen, Token).Prediction;
        Assert.InRange(TestScans.Dice(found, truth, 1), 0.7, 1);
        Assert.InRange(TestScans.Dice(found, truth, 4), 0.7, 1);
    }

    [Fact]
    public void Train_ConstantScan_StaysFinite()
    {
        var (volume, labels) = TestScans.Make(7);
        var constant = TrainingCase.Of("constant", new Volume(volume.Grid, Array.ConvertAll(volume.Voxels, _ => 5f)), labels);

        var outcome = Segmenter.Train([constant], TestScans.Structures, TestScans.Options with { MaxSteps = 5 }, null, null, Token);

        Assert.True(double.IsFinite(outcome.FinalLoss));
    }
}
