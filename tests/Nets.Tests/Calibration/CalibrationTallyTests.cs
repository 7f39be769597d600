using ActiveSeg.Nets.Calibration;

namespace ActiveSeg.Nets.Tests.Calibration;

public sealed class CalibrationTallyTests
{
    [Fact]
    public void Add_ThreeVoxels_IsTheHandCount()
    {
        var tally = new CalibrationTally(2, 10);

        tally.Add([0.95f, 0.32f, 0.65f, 0.05f, 0.68f, 0.35f], [0, 1, 1], []);

        Assert.Equal(3, tally.Voxels);
        Assert.Equal(2.0 / 3, tally.Accuracy, 12);
        Assert.Equal(-(Math.Log(0.95) + Math.Log(0.68) + Math.Log(0.35)) / 3, tally.Nll, 6);
        Assert.Equal(2 * ((0.05 * 0.05) + (0.32 * 0.32) + (0.65 * 0.65)) / 3, tally.Brier, 6);
        Assert.Equal([2L, 1], tally.Bins.Where(b => b.Count > 0).Select(b => b.Count));
        Assert.Equal(0.665, tally.Bins[6].MeanConfidence, 6);
        Assert.Equal(0.5, tally.Bins[6].Accuracy);
        Assert.Equal(((2 * 0.165) + 0.05) / 3, tally.ExpectedCalibrationError, 6);
        Assert.Equal(0.165, ReliabilityBin.LargestError(tally.Bins), 6);
    }

    [Fact]
    public void Add_RegionOrCertainty_CountsTheRegionAndTheLastBin()
    {
        var tally = new CalibrationTally(2);

        tally.Add([1, 0, 0, 1], [0, 0], [true, false]);

        Assert.Equal(1, tally.Bins[14].Count);
        Assert.Equal((1, 1, 0, 0, 0), (tally.Voxels, tally.Accuracy, tally.ExpectedCalibrationError, tally.Nll, tally.Brier));
    }

    [Fact]
    public void Add_SureAndWrong_CostsTwoAndAFiniteSurprise()
    {
        var tally = new CalibrationTally(3);

        tally.Add([1, 0, 0], [2], []);

        Assert.Equal(2, tally.Brier);
        Assert.Equal(1, tally.ExpectedCalibrationError);
        Assert.Equal(69.08, tally.Nll, 2);
    }

    [Fact]
    public void ExpectedCalibrationError_TruthDrawnFromTheProbabilities_IsNearZero()
    {
        var (probabilities, truth) = MadeUpTruth.Of(1, 4, 60_000, 1);
        var (tally, sample) = (new CalibrationTally(4), new VoxelSample(4));

        tally.Add(probabilities, truth, []);
        sample.Draw(probabilities, truth, [], 60_000, 0);

        Assert.InRange(tally.ExpectedCalibrationError, 0, 0.01);
        Assert.InRange(ReliabilityBin.ExpectedError(EqualMassBins.Of(sample)), 0, 0.01);
        Assert.Equal(15, EqualMassBins.Of(sample).Length);
        Assert.Equal(tally.Accuracy, EqualMassBins.Of(sample).Sum(b => b.Accuracy * b.Count) / 60_000, 9);
        Assert.All(EqualMassBins.Of(sample), b => Assert.InRange(b.Count, 3_990, 4_010));
    }

    [Fact]
    public void Merge_TwoScans_IsOneTallyOfBoth()
    {
        var ((first, a), (second, b)) = (MadeUpTruth.Of(1, 3, 300, 2), MadeUpTruth.Of(2, 3, 200, 2));
        var (both, one, other) = (new CalibrationTally(3), new CalibrationTally(3), new CalibrationTally(3));
        both.Add(first, a, []);
        both.Add(second, b, []);
        one.Add(first, a, []);
        other.Add(second, b, []);

        one.Merge(other);

        Assert.Equal(both.Voxels, one.Voxels);
        Assert.Equal(both.Nll, one.Nll, 12);
        Assert.Equal(both.Brier, one.Brier, 12);
        Assert.Equal(both.ExpectedCalibrationError, one.ExpectedCalibrationError, 12);
        Assert.Throws<ArgumentException>(() => one.Merge(new CalibrationTally(4)));
        Assert.Throws<ArgumentException>(() => one.Merge(new CalibrationTally(3, 10)));
    }

    [Fact]
    public void Empty_HasNoErrors()
    {
        var tally = new CalibrationTally(2);

        Assert.Equal((0, 0, 0, 0), (tally.Accuracy, tally.Nll, tally.Brier, tally.ExpectedCalibrationError));
        Assert.Empty(EqualMassBins.Of(new VoxelSample(2)));
        Assert.Equal(0, ReliabilityBin.LargestError([]));
    }

    [Fact]
    public void EqualMassBins_EqualConfidences_StayTogether()
    {
        var sample = new VoxelSample(2);
        sample.Draw([1, 1, 1, 0.6f, 0, 0, 0, 0.4f], [0, 0, 1, 0], [], 4, 0);

        var bins = EqualMassBins.Of(sample, 4);

        Assert.Equal([1L, 3], bins.Select(b => b.Count));
        Assert.Equal(2.0 / 3, bins[1].Accuracy, 12);
    }

    [Fact]
    public void Add_BadInput_IsRefused()
    {
        var tally = new CalibrationTally(2);

        Assert.Throws<ArgumentException>(() => tally.Add([float.NaN, 0.5f], [0], []));
        Assert.Throws<ArgumentException>(() => tally.Add([0.5f, 0.5f], [2], []));
        Assert.Throws<ArgumentException>(() => tally.Add([0.5f, 0.5f], [0, 0], []));
    }
}
