using ActiveSeg.Policies.Uncertainty;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Uncertainty;

public sealed class LearningLossTests
{
    [Fact]
    public void Select_TwentyTinyPools_TakesTheLargestOfItsColumn() =>
        NaiveRanking.AssertTakesTheLargest(new LearningLoss(), (pool, scan) => pool.Signals["predicted_loss"][scan]);

    [Fact]
    public void Needs_NoPredictedLoss_SaysWhatWouldDo()
    {
        var error = Assert.Throws<MissingSignalException>(() => new LearningLoss().Select(new PoolColumns([1]), new SelectionRequest(1, 1)));

        Assert.Contains("predicted-dice", error.HowToGet, StringComparison.Ordinal);
    }
}
