using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Clustering;
using ActiveSeg.Policies.Tests.Coverage;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Hybrid;

public sealed class ClusterMarginTests
{
    [Fact]
    public void Select_TwentyTinyPools_IsTheNaiveRoundRobin()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(45 + (seed * 3), seed, width: 2 + (seed / 2));

            var picks = new ClusterMargin().Select(pool, new SelectionRequest(4, 1)).Picks;

            Assert.Equal(NaiveRule(pool, 4), picks.Select(pick => pick.Scan));
        }
    }

    private static List<int> NaiveRule(PoolColumns pool, int size)
    {
        var open = NaiveFacility.Open(pool);
        var margins = pool.Signals["margin_foreground"];
        var clusters = Clusters(pool, open, 5 * size);
        var candidates = open.OrderByDescending(scan => margins[scan]).Take(10 * size).ToArray();
        var queues = clusters
            .Select(cluster => new Queue<int>(candidates.Where(cluster.Contains)))
            .Where(queue => queue.Count > 0)
            .OrderBy(queue => queue.Count)
            .ThenByDescending(queue => margins[queue.Peek()])
            .ToArray();
        var picks = new List<int>();
        while (picks.Count < size)
        {
            picks.AddRange(queues.Where(queue => queue.Count > 0).Take(size - picks.Count).Select(queue => queue.Dequeue()).ToArray());
        }

        return picks;
    }

    /// <summary>Joins the two clusters of least mean distance until so many are left.</summary>
    private static List<HashSet<int>> Clusters(PoolColumns pool, int[] open, int wanted)
    {
        var clusters = open.Select(scan => new HashSet<int> { scan }).ToList();
        while (clusters.Count > wanted)
        {
            var (least, first, second) = (double.PositiveInfinity, -1, -1);
            for (var a = 0; a < clusters.Count; a++)
            {
                for (var b = a + 1; b < clusters.Count; b++)
                {
                    var mean = clusters[a].Average(x => clusters[b].Average(y => Naive.Distance(pool.Embedding(x), pool.Embedding(y))));
                    (least, first, second) = mean < least ? (mean, a, b) : (least, first, second);
                }
            }

            clusters[first].UnionWith(clusters[second]);
            clusters.RemoveAt(second);
        }

        return clusters;
    }
}
