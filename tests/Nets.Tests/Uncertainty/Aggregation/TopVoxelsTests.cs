using ActiveSeg.Nets.Uncertainty.Aggregation;

namespace ActiveSeg.Nets.Tests.Uncertainty.Aggregation;

public sealed class TopVoxelsTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Mean_RandomMaps_IsThatOfTheSorted(double share)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var map = Enumerable.Range(0, 500).Select(_ =>
                seed % 2 == 0 ? random.NextSingle() : random.Next(4) / 3f).ToArray();

            var (mean, threshold) = (TopVoxels.Mean(map, share), TopVoxels.Threshold(map, share));

            var top = map.OrderDescending().Take(Math.Max(1, (int)(share * 500))).ToArray();
            Assert.Equal(top.Average(v => (double)v), mean, 9);
            Assert.Equal(top[^1], threshold);
        }
    }

    [Fact]
    public void Mean_OneVoxelOrZerosOfBothSigns_Works()
    {
        Assert.Equal(0.25, TopVoxels.Mean([0.25f], 0.01));
        Assert.Equal(0, TopVoxels.Mean([-0f, 0f, -0f], 0.5));
        Assert.Equal(0.5, TopVoxels.Mean([-0f, 0.5f, -0f], 0.5));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-1)]
    [InlineData(float.PositiveInfinity)]
    public void Mean_BadValue_IsRefused(float value) =>
        Assert.Throws<ArgumentException>(() => TopVoxels.Mean([0, value, 1], 0.5));

    [Fact]
    public void Mean_EmptyMapOrBadShare_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => TopVoxels.Mean([], 0.5));
        Assert.Throws<ArgumentException>(() => TopVoxels.Mean([1], 0));
        Assert.Throws<ArgumentException>(() => TopVoxels.Mean([1], 1.5));
        Assert.Throws<ArgumentException>(() => TopVoxels.Mean([1], double.NaN));
    }
}
