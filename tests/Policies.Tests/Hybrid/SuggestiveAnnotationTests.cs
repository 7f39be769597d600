using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Coverage;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Hybrid;

public sealed class SuggestiveAnnotationTests
{
    [Fact]
    public void Select_TwentyTinyPools_RepresentsThePoolFromTheLeastCertainAlone()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(30 + (seed * 3), seed, labelled: seed % 3, width: 3 + seed);
            var open = NaiveFacility.Open(pool);
            var filtered = open.OrderByDescending(scan => pool.Signals["entropy_foreground"][scan]).Take(12).ToHashSet();

            var picks = new SuggestiveAnnotation().Select(pool, new SelectionRequest(6, 1)).Picks;

            NaiveFacility.AssertGreedy(pool, open, [], picks, 6, filtered.Contains);
        }
    }
}
