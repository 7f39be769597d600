using ActiveSeg.Policies.Uncertainty;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Uncertainty;

public sealed class SelectiveUncertaintyTests
{
    [Fact]
    public void Select_TwentyTinyPools_TakesTheLargestOfItsColumn() =>
        NaiveRanking.AssertTakesTheLargest(new SelectiveUncertainty(), (pool, scan) => pool.Signals["entropy_selective"][scan]);

    [Fact]
    public void Select_AnyPool_PicksAsTheVariantOfEntropy()
    {
        var (pool, request) = (Selection.Pools.Make(40, 1, patients: 20), new SelectionRequest(9, 1));

        Assert.Equal(
            StrategyCatalogue.Named("predictive-entropy@selective").Select(pool, request).Picks.Select(pick => pick.Scan),
            new SelectiveUncertainty().Select(pool, request).Picks.Select(pick => pick.Scan));
    }
}
