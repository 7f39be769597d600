using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Selection;

/// <summary>Pools large enough for pivots and for more than one chunk of rows.</summary>
public sealed class LargerPoolTests
{
    [Theory]
    [InlineData("facility-location")]
    [InlineData("fass")]
    [InlineData("suggestive-annotation")]
    [InlineData("badge")]
    [InlineData("badge-factored")]
    [InlineData("probcover")]
    [InlineData("dcom")]
    [InlineData("cluster-margin")]
    [InlineData("cdal")]
    [InlineData("density-diversity")]
    [InlineData("cold-contrast")]
    [InlineData("cold-typical-error")]
    public void Select_RowsInAnotherOrder_PicksTheSameScansInTheSameOrder(string name)
    {
        var pool = Pools.Make(1500, 3, labelled: 40, width: 7);
        var order = Pools.Shuffle(pool.Count, 4);
        var request = new SelectionRequest(30, 12);

        var straight = StrategyCatalogue.Named(name).Select(pool, request);
        var turned = StrategyCatalogue.Named(name).Select(Pools.Permuted(pool, order), request);

        Assert.Equal(30, straight.Picks.Length);
        Assert.Equal(straight.Picks.AsEnumerable(), turned.Picks.Select(pick => pick with { Scan = order[pick.Scan] }));
    }
}
