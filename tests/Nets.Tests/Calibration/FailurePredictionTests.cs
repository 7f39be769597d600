using ActiveSeg.Nets.Calibration;

namespace ActiveSeg.Nets.Tests.Calibration;

public sealed class FailurePredictionTests
{
    [Fact]
    public void Of_PerfectSignal_HasNoExcessAndTellsAllFailures()
    {
        var prediction = FailurePrediction.Of([0.1, 0.9, 0.4], [0.95, 0.5, 0.85]);

        Assert.Equal(1, prediction.Auroc!.Area);
        Assert.Equal(1, prediction.Auroc.Failures);
        Assert.Equal(-1, prediction.Spearman!.Value, 12);
        Assert.Equal((0.05 + 0.1 + (0.7 / 3)) / 3, prediction.Aurc, 12);
        Assert.Equal(0, prediction.ExcessAurc, 12);
    }

    [Fact]
    public void Of_TiedSignals_IsTheMeanOverEveryOrder()
    {
        double[] dice = [0.9, 0.7, 0.4];

        var prediction = FailurePrediction.Of([1, 1, 1], dice);

        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        var mean = orders.Average(o => Enumerable.Range(1, 3).Average(k => o.Take(k).Average(i => 1 - dice[i])));
        Assert.Equal(mean, prediction.Aurc, 12);
        Assert.Null(prediction.Spearman);
        Assert.Equal(0.5, prediction.Auroc!.Area);
    }

    [Fact]
    public void Of_DiceAtTheThreshold_IsNoFailure()
    {
        Assert.Null(FailurePrediction.Of([1, 2], [0.8, 0.9]).Auroc);
        Assert.NotNull(FailurePrediction.Of([1, 2], [0.8, 0.9], 0.85).Auroc);
    }

    [Fact]
    public void Of_BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => FailurePrediction.Of([], []));
        Assert.Throws<ArgumentException>(() => FailurePrediction.Of([1], [0.5, 0.5]));
        Assert.Throws<ArgumentException>(() => FailurePrediction.Of([1], [double.NaN]));
    }

    [Fact]
    public void Ranks_Ties_ShareTheirMean() => Assert.Equal([3.5, 1, 3.5, 2, 5], Ranks.Of([4, 1, 4, 2, 9]));
}
