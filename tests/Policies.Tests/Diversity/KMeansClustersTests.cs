using ActiveSeg.Policies.Diversity;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Diversity;

public sealed class KMeansClustersTests
{
    [Fact]
    public void Select_ThreeBlobs_OnePickEach()
    {
        var pool = new PoolColumns(
            Pools.Keys(new Random(2), 60), Pools.Rows(new Random(2), 60, 4, blobs: true), 4);

        var picks = new KMeansClusters().Select(pool, new SelectionRequest(3, 1)).Picks;

        Assert.Equal(3, picks.Select(pick => pick.Scan % 3).Distinct().Count());
    }

    [Fact]
    public void ProportionalSelect_UnequalBlobs_SeatsFollowTheirSizes()
    {
        var rows = Enumerable.Range(0, 80).Select(i => (i < 60 ? 0f : 100f) + (i * 0.001f)).ToArray();
        var pool = new PoolColumns(Pools.Keys(new Random(2), 80), rows, 1);

        var picks = new ProportionalClusters().Select(pool, new SelectionRequest(4, 1)).Picks;

        Assert.Equal(3, picks.Count(pick => pick.Scan < 60));
        Assert.All(picks, pick => Assert.NotNull(pick.Propensity));
    }
}
