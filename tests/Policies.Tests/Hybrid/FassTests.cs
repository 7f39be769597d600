using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Coverage;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Hybrid;

public sealed class FassTests
{
    [Fact]
    public void Select_TwentyTinyPools_IsTheNaiveGreedyAmongTheLeastCertain()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(40 + (seed * 2), seed, labelled: seed % 4 == 0 ? 0 : seed, width: 3 + seed);
            var open = NaiveFacility.Open(pool);
            var filtered = open.OrderByDescending(scan => pool.Signals["entropy_foreground"][scan]).Take(30).ToHashSet();

            var picks = new Fass().Select(pool, new SelectionRequest(3, 1)).Picks;

            NaiveFacility.AssertGreedy(pool, open, NaiveFacility.Labelled(pool), picks, 3, filtered.Contains);
        }
    }
}
