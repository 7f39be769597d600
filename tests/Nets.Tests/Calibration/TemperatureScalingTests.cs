using ActiveSeg.Nets.Calibration;

namespace ActiveSeg.Nets.Tests.Calibration;

public sealed class TemperatureScalingTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(1.7)]
    [InlineData(3.2)]
    public void Fit_TruthDrawnAtATemperature_FindsIt(double temperature)
    {
        var fit = TemperatureScaling.Fit(Sample(11, 4, 60_000, temperature));

        Assert.InRange(fit.Temperature / temperature, 0.95, 1.05);
        Assert.False(fit.AtBound);
        Assert.Equal(60_000, fit.Voxels);
        Assert.True(fit.NllAfter <= fit.NllBefore);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_SmallSamples_AreNoWorseThanAnyTemperatureOfAGrid(int seed)
    {
        var (probabilities, truth) = MadeUpTruth.Of(seed, 3, 30, 1.3);
        var sample = new VoxelSample(3);
        sample.Draw(probabilities, truth, [], 30, 0);

        var fit = TemperatureScaling.Fit(sample);

        for (var t = TemperatureScaling.Smallest; t <= TemperatureScaling.Largest; t += 0.01)
        {
            Assert.True(fit.NllAfter <= Nll(probabilities, truth, 3, t) + 1e-6);
        }

        Assert.Equal(Nll(probabilities, truth, 3, fit.Temperature), fit.NllAfter, 5);
        Assert.Equal(Nll(probabilities, truth, 3, 1), fit.NllBefore, 5);
    }

    [Fact]
    public void Fit_AlwaysRightOrNeverRight_StopsAtTheBounds()
    {
        var (right, wrong) = (new VoxelSample(2), new VoxelSample(2));
        right.Draw([0.9f, 0.1f], [0], [], 1, 0);
        wrong.Draw([0.9f, 0.1f], [1], [], 1, 0);

        var (sure, unsure) = (TemperatureScaling.Fit(right), TemperatureScaling.Fit(wrong));

        Assert.Equal((TemperatureScaling.Smallest, true), (sure.Temperature, sure.AtBound));
        Assert.Equal((TemperatureScaling.Largest, true), (unsure.Temperature, unsure.AtBound));
    }

    [Fact]
    public void Fit_FlatOrImpossibleProbabilities_StaysFinite()
    {
        var (flat, impossible) = (new VoxelSample(2), new VoxelSample(2));
        flat.Draw([0.5f, 0.5f], [1], [], 1, 0);
        impossible.Draw([1, 1, 0, 0], [0, 1], [], 2, 0);

        Assert.InRange(TemperatureScaling.Fit(flat).Temperature, TemperatureScaling.Smallest, TemperatureScaling.Largest);
        Assert.Equal(TemperatureScaling.Largest, TemperatureScaling.Fit(impossible).Temperature);
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit(new VoxelSample(2)));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void Apply_RandomProbabilities_IsThePowerNormalised(double temperature)
    {
        var (probabilities, _) = MadeUpTruth.Of(4, 3, 21, 1);
        (probabilities[0], probabilities[21], probabilities[42]) = (0, 0.25f, 0.75f);
        var scaled = (float[])probabilities.Clone();

        TemperatureScaling.Apply(scaled, 3, temperature);

        for (var v = 0; v < 21; v++)
        {
            var powers = Enumerable.Range(0, 3).Select(c => Math.Pow(probabilities[(c * 21) + v], 1 / temperature)).ToArray();
            Assert.All(Enumerable.Range(0, 3), c => Assert.Equal(powers[c] / powers.Sum(), scaled[(c * 21) + v], 5));
        }
    }

    [Fact]
    public void Apply_SeveralThreads_GivesTheNumbersOfOne()
    {
        var (one, _) = MadeUpTruth.Of(4, 3, 200_003, 1);
        var three = (float[])one.Clone();

        TemperatureScaling.Apply(one, 3, 1.5);
        TemperatureScaling.Apply(three, 3, 1.5, threads: 3);

        Assert.Equal(one, three);
    }

    [Fact]
    public void Apply_AtTheFittedTemperature_CalibratesHeldOutVoxels()
    {
        var (probabilities, truth) = MadeUpTruth.Of(5, 3, 40_000, 2);
        var (before, after) = (new CalibrationTally(3), new CalibrationTally(3));
        before.Add(probabilities, truth, []);

        TemperatureScaling.Apply(probabilities, 3, TemperatureScaling.Fit(Sample(6, 3, 40_000, 2)).Temperature);
        after.Add(probabilities, truth, []);

        Assert.InRange(before.ExpectedCalibrationError, 0.1, 1);
        Assert.InRange(after.ExpectedCalibrationError, 0, 0.015);
        Assert.Equal(before.Accuracy, after.Accuracy, 4);
        Assert.True(after.Brier < before.Brier && after.Nll < before.Nll);
    }

    [Fact]
    public void Apply_WrongShapeOrTemperature_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Apply(new float[5], 2, 1));
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Apply(new float[4], 2, 0));
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Apply(new float[4], 2, double.NaN));
    }

    private static VoxelSample Sample(int seed, int classes, int voxels, double temperature)
    {
        var (probabilities, truth) = MadeUpTruth.Of(seed, classes, voxels, temperature);
        var sample = new VoxelSample(classes);
        sample.Draw(probabilities, truth, [], voxels, seed);
        return sample;
    }

    private static double Nll(float[] probabilities, byte[] truth, int classes, double temperature) =>
        Enumerable.Range(0, truth.Length).Average(v => -Math.Log(MadeUpTruth.Softmax(
            [.. Enumerable.Range(0, classes).Select(c => Math.Log(probabilities[(c * truth.Length) + v]))], temperature)[truth[v]]));
}
