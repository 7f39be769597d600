using ActiveSeg.Nets.Uncertainty;
using ActiveSeg.Nets.Uncertainty.Aggregation;

namespace ActiveSeg.Nets.Tests.Uncertainty;

public sealed class PassStatisticsTests
{
    private static readonly double Ln2 = Math.Log(2);

    [Fact]
    public void Complete_TwoCertainPassesThatDisagree_IsAllMutualInformation()
    {
        var maps = MadeUpPasses.Maps(MadeUpPasses.Grid(1, 1, 1), 2, [1, 0], [0, 1]);

        Assert.Equal([0.5f, 0.5f], maps.Mean);
        Assert.Equal(Ln2, maps[VoxelSignal.Entropy][0], 6);
        Assert.Equal(0, maps[VoxelSignal.ExpectedEntropy][0], 6);
        Assert.Equal(Ln2, maps[VoxelSignal.MutualInformation][0], 6);
        Assert.Equal(0.5, maps[VoxelSignal.LeastConfidence][0], 6);
        Assert.Equal(1, maps[VoxelSignal.Margin][0], 6);
        Assert.Equal(0.5, maps[VoxelSignal.Variance][0], 6);
        Assert.Equal([0, 1], maps.Masks.Select(m => m[0]));
        Assert.Equal(0, maps.Classes[0]);
    }

    [Fact]
    public void Complete_TwoUnsurePassesThatAgree_IsAllExpectedEntropy()
    {
        var maps = MadeUpPasses.Maps(MadeUpPasses.Grid(1, 1, 1), 2, [0.5f, 0.5f], [0.5f, 0.5f]);

        Assert.Equal(Ln2, maps[VoxelSignal.ExpectedEntropy][0], 6);
        Assert.Equal(0, maps[VoxelSignal.MutualInformation][0], 6);
        Assert.Equal(0, maps[VoxelSignal.Variance][0], 6);
    }

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(7, 3, 4)]
    [InlineData(16, 5, 3)]
    [InlineData(61, 4, 8)]
    public void Complete_RandomPasses_AgreesWithTheFormulas(int voxels, int classes, int count)
    {
        var passes = Enumerable.Range(0, count).Select(m => MadeUpPasses.Probabilities(m + 1, classes, voxels)).ToArray();

        var maps = MadeUpPasses.Maps(MadeUpPasses.Grid(1, 1, voxels), classes, passes);

        for (var v = 0; v < voxels; v++)
        {
            double P(int m, int c) => passes[m][(c * voxels) + v];
            var mean = Enumerable.Range(0, classes).Select(c => Enumerable.Range(0, count).Average(m => P(m, c))).ToArray();
            var sorted = mean.OrderDescending().ToArray();
            var expected = Enumerable.Range(0, count).Average(m => Entropy(Enumerable.Range(0, classes).Select(c => P(m, c))));
            var variance = Enumerable.Range(0, classes).Sum(c =>
                Enumerable.Range(0, count).Average(m => Math.Pow(P(m, c) - mean[c], 2)));
            Assert.Equal(mean, Enumerable.Range(0, classes).Select(c => (double)maps.MeanOf(c)[v]), Near);
            Assert.Equal(Array.IndexOf(mean, sorted[0]), maps.Classes[v]);
            Assert.Equal(Entropy(mean), maps[VoxelSignal.Entropy][v], Near);
            Assert.Equal(expected, maps[VoxelSignal.ExpectedEntropy][v], Near);
            Assert.Equal(Math.Max(0, Entropy(mean) - expected), maps[VoxelSignal.MutualInformation][v], Near);
            Assert.Equal(1 - sorted[0], maps[VoxelSignal.LeastConfidence][v], Near);
            Assert.Equal(1 - sorted[0] + sorted[1], maps[VoxelSignal.Margin][v], Near);
            Assert.Equal(variance, maps[VoxelSignal.Variance][v], Near);
            for (var m = 0; m < count; m++)
            {
                Assert.Equal(Enumerable.Range(0, classes).MaxBy(c => P(m, c)), maps.Masks[m][v]);
            }
        }
    }

    [Fact]
    public void Complete_PassesInAnotherOrder_GivesTheSameMaps()
    {
        var grid = MadeUpPasses.Grid(2, 5, 9);
        var passes = Enumerable.Range(0, 6).Select(m => MadeUpPasses.Probabilities(m, 3, grid.Voxels)).ToArray();

        var (a, b) = (MadeUpPasses.Maps(grid, 3, passes), MadeUpPasses.Maps(grid, 3, [.. passes.Reverse()]));

        Assert.All(VoxelSignals.All, s => Assert.Equal(a[s].Select(v => (double)v), b[s].Select(v => (double)v), Near));
        Assert.Equal(a.Masks[0], b.Masks[5]);
    }

    [Fact]
    public void Complete_IdenticalPasses_HaveNoMutualInformationAndNoVariance()
    {
        var grid = MadeUpPasses.Grid(1, 8, 9);
        var pass = MadeUpPasses.Probabilities(5, 4, grid.Voxels);

        var maps = MadeUpPasses.Maps(grid, 4, pass, pass, pass, pass, pass);

        Assert.All(maps[VoxelSignal.MutualInformation], v => Assert.InRange(v, 0, 2e-6f));
        Assert.All(maps[VoxelSignal.Variance], v => Assert.InRange(v, 0, 2e-6f));
        Assert.All(maps.Masks, m => Assert.Equal(maps.Classes, m));
    }

    [Fact]
    public void Complete_AnyPasses_KeepsToTheBounds()
    {
        var grid = MadeUpPasses.Grid(3, 8, 9);

        var maps = MadeUpPasses.Maps(
            grid, 4, [.. Enumerable.Range(0, 3).Select(m => MadeUpPasses.Probabilities(m, 4, grid.Voxels, 20))]);

        Assert.All(VoxelSignals.All, s => Assert.All(maps[s], v => Assert.InRange(v, 0, VoxelSignals.LargestOf(s, 4) + 1e-6)));
    }

    [Fact]
    public void Complete_SeveralThreads_GivesTheMapsOfOne()
    {
        var grid = MadeUpPasses.Grid(3, 201, 333);
        var passes = Enumerable.Range(0, 2).Select(m => MadeUpPasses.Probabilities(m, 3, grid.Voxels)).ToArray();
        var (one, three) = (new PassStatistics(grid, 3, 2), new PassStatistics(grid, 3, 2, threads: 3));
        foreach (var m in new[] { 0, 1 })
        {
            one.Record(m, passes[m]);
            three.Record(m, passes[m]);
        }

        var (plain, split) = (one.Complete(), three.Complete());
        Assert.Equal(plain.Mean, split.Mean);
        Assert.Equal(plain.Classes, split.Classes);
        Assert.Equal(plain.Masks, split.Masks);
        Assert.All(VoxelSignals.All, s => Assert.Equal(plain[s], split[s]));
        var options = new AggregationOptions();
        Assert.Equal(
            ScanUncertainty.Of(plain, grid, StackAxis.Rows, options).ToNamed(["a", "b"]),
            ScanUncertainty.Of(split, grid, StackAxis.Rows, options, threads: 3).ToNamed(["a", "b"]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-0.1f)]
    [InlineData(1.5f)]
    public void Record_NoProbability_IsRefusedAndNothingIsKept(float value)
    {
        var grid = MadeUpPasses.Grid(1, 3, 7);
        foreach (var at in new[] { 0, 15, 41 })
        {
            var (good, bad) = (MadeUpPasses.Probabilities(1, 2, 21), MadeUpPasses.Probabilities(2, 2, 21));
            bad[at] = value;
            var statistics = new PassStatistics(grid, 2, 1);

            Assert.Throws<ArgumentException>(() => statistics.Record(0, bad));

            statistics.Record(0, good);
            Assert.Equal(good, statistics.Complete().Mean);
        }
    }

    [Fact]
    public void Record_WrongShapePassOrMoment_IsRefused()
    {
        var statistics = new PassStatistics(MadeUpPasses.Grid(2, 1, 2), 2, 2);
        var pass = MadeUpPasses.Probabilities(1, 2, 4);

        Assert.Throws<ArgumentException>(() => statistics.Record(0, pass[1..]));
        Assert.Throws<ArgumentException>(() => statistics.Record(0, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => statistics.Record(2, pass));
        Assert.Throws<InvalidOperationException>(() => statistics.Complete());
        statistics.Record(0, pass);
        Assert.Throws<InvalidOperationException>(() => statistics.Record(0, pass));
        statistics.Record(1, pass);
        statistics.Complete();
        Assert.Throws<InvalidOperationException>(() => statistics.Complete());
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 3e-6;

    private static double Entropy(IEnumerable<double> p) => p.Sum(v => v > 0 ? -v * Math.Log(v) : 0);
}
