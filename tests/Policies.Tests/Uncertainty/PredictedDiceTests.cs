using ActiveSeg.Policies.Uncertainty;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Uncertainty;

public sealed class PredictedDiceTests
{
    [Fact]
    public void Select_TwentyTinyPools_TakesTheLargestOfItsColumn() =>
        NaiveRanking.AssertTakesTheLargest(new PredictedDice(), (pool, scan) => 1 - pool.Signals["predicted_dice"][scan]);

    [Fact]
    public void Select_ThreeScans_TakesTheLowestDiceAndSaysIt()
    {
        var pool = new PoolColumns([1, 2, 3], signals: new Dictionary<string, System.Collections.Immutable.ImmutableArray<double>>
        {
            ["predicted_dice"] = [0.9, 0.62, 0.8],
        });

        var pick = new PredictedDice().Select(pool, new SelectionRequest(1, 1)).Picks.Single();

        Assert.Equal(1, pick.Scan);
        Assert.Equal("predicted Dice 0.62, lower than for 66 % of the pool", pick.Reason);
    }
}
