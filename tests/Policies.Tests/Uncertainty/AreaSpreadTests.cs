using ActiveSeg.Policies.Uncertainty;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Uncertainty;

public sealed class AreaSpreadTests
{
    [Fact]
    public void Select_TwentyTinyPools_TakesTheLargestOfItsColumn() =>
        NaiveRanking.AssertTakesTheLargest(new AreaSpread(), (pool, scan) =>
            (pool.Signals["area_sd_relative_canal"][scan] + pool.Signals["area_sd_relative_disc"][scan]) / 2);

    [Fact]
    public void Select_OneStructureOnly_IsEnough()
    {
        var pool = new PoolColumns([1, 2], signals: new Dictionary<string, System.Collections.Immutable.ImmutableArray<double>>
        {
            ["area_sd_relative_canal"] = [0.1, 0.25],
        });

        var pick = new AreaSpread().Select(pool, new SelectionRequest(1, 1)).Picks.Single();

        Assert.Equal("areas differ by 25 % between passes, more than for 50 % of the pool", pick.Reason);
    }
}
