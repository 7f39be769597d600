using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Paired;

namespace ActiveSeg.Planning.Tests.Statistics.Paired;

public sealed class PairedTTests
{
    [Fact]
    public void Test_StudentsSleep_IsTheTextbookAnswer()
    {
        // Student 1908: extra sleep, second drug less first.
        double[] sleep = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];

        var outcome = PairedT.Test(sleep);
        var interval = PairedT.IntervalOfMean(sleep);

        Assert.Equal(4.0621, outcome.Statistic, 4);
        Assert.Equal(0.002833, outcome.PValue, 6);
        Assert.Equal(1.58, interval.Estimate, 10);
        Assert.Equal(0.7001, interval.Lower, 4);
        Assert.Equal(2.4599, interval.Upper, 4);
    }

    [Fact]
    public void Test_AllAlike_IsCertainOrNothing()
    {
        Assert.Equal(0, PairedT.Test([0.1, 0.1, 0.1]).PValue);
        Assert.Equal(1, PairedT.Test([0, 0, 0]).PValue);
        Assert.Equal(1, PairedT.Test([0.1, 0.1, 0.1], Alternative.Less).PValue);
    }

    [Fact]
    public void Test_OnePair_IsNotEstimable() => Assert.Throws<NotEstimableException>(() => PairedT.Test([1]));

    [Fact]
    public void Test_NormalNull_RejectsAtItsLevelOnEachSide()
    {
        var random = new RandomStream(10);
        const int Runs = 4000;
        var samples = Enumerable.Range(0, Runs).Select(_ => Simulated.Normal(random, 6, 2)).ToArray();

        Simulated.AssertShare(0.05, Simulated.Share(Runs, i => PairedT.Test(samples[i], against: 2).PValue <= 0.05), Runs);
        Simulated.AssertShare(0.05, Simulated.Share(Runs, i => PairedT.Test(samples[i], Alternative.Greater, 2).PValue <= 0.05), Runs);
        Simulated.AssertShare(0.05, Simulated.Share(Runs, i => PairedT.Test(samples[i], Alternative.Less, 2).PValue <= 0.05), Runs);
        Simulated.AssertShare(0.95, Simulated.Share(Runs, i => PairedT.IntervalOfMean(samples[i]).Holds(2)), Runs);
    }
}
