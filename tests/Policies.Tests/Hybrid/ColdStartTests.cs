using System.Collections.Immutable;
using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Hybrid;

public sealed class ColdStartTests
{
    [Fact]
    public void Select_StrataOfEqualSize_GetEqualSeatsAndOnePickInFiveIsRandom()
    {
        var (keys, rows) = (Pools.Keys(new Random(2), 100), Pools.Rows(new Random(2), 100, 4, blobs: false));
        var pool = new PoolColumns(keys, rows, 4, strata: new Dictionary<string, ImmutableArray<string>>
        {
            ["vendor"] = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? "A" : "B")],
        });

        var picks = new ColdStart().Select(pool, new SelectionRequest(10, 3)).Picks;

        Assert.Equal(5, picks.Count(pick => pick.Scan % 2 == 0));
        Assert.Equal(2, picks.Count(pick => pick.IsFloor));
    }

    [Fact]
    public void Select_OutliersFarOff_TypicalPicksAvoidThem()
    {
        var rows = Pools.Rows(new Random(2), 63, 2, blobs: true);
        for (var i = 60; i < 63; i++)
        {
            rows[i * 2] += 3 * (i - 58);
        }

        var pool = new PoolColumns(Pools.Keys(new Random(2), 63), rows, 2);

        var picks = new TypicalPerCluster().Select(pool, new SelectionRequest(3, 3)).Picks;

        Assert.All(picks, pick => Assert.True(pick.Scan < 60));
    }
}
