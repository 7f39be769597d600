using ActiveSeg.Nets.Scoring;

namespace ActiveSeg.Nets.Tests.Scoring;

public sealed class SlidingWindowTests
{
    [Theory]
    [InlineData(40, 8, 96, 40, 1)]
    [InlineData(41, 8, 96, 48, 1)]
    [InlineData(97, 8, 96, 96, 2)]
    [InlineData(500, 8, 96, 96, 10)]
    [InlineData(1, 16, 1024, 16, 1)]
    [InlineData(5, 1, 5, 5, 1)]
    public void Starts_AnySize_CoverEveryVoxelWithWindowsOfWholeSteps(int size, int step, int most, int length, int count)
    {
        var window = new SlidingWindow(size, step, most);

        Assert.Equal((length, count), (window.Length, window.Starts.Length));
        Assert.Equal(0, window.Length % step);
        Assert.All(window.Sums, sum => Assert.True(sum > 0));
        Assert.Equal(0, window.Starts[0]);
        Assert.True(count == 1 || window.Starts[^1] + window.Length == size);
        Assert.All(window.Starts.Zip(window.Starts.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, length / 2));
    }

    [Fact]
    public void Weights_SeveralWindows_CountMostInTheMiddle()
    {
        var window = new SlidingWindow(200, 8, 96);

        Assert.Equal(window.Weights.Max(), window.Weights[48], 4);
        Assert.Equal(window.Weights, window.Weights.Reverse());
        Assert.True(window.Weights[0] < 0.01 * window.Weights[48]);
    }
}
