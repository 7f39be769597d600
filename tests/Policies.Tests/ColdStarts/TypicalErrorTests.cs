using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.ColdStarts;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Clustering;
using ActiveSeg.Policies.Tests.Coverage;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.ColdStarts;

public sealed class TypicalErrorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Select_TwentyTinyPools_IsTheNaiveRuleOnTheSameClusters(double weight)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(40 + (seed * 3), seed, width: 2 + (seed / 2));
            var request = new SelectionRequest(5, (ulong)seed);

            var picks = new TypicalError(weight).Select(pool, request).Picks;

            Assert.Equal(NaiveRule(pool, request, weight), picks.Select(pick => pick.Scan));
        }
    }

    private static List<int> NaiveRule(PoolColumns pool, SelectionRequest request, double weight)
    {
        var open = NaiveFacility.Open(pool);
        var fit = KMeans.Fit(
            open.SelectMany(scan => pool.Embedding(scan).ToArray()).ToArray(),
            pool.EmbeddingWidth,
            [.. open.Select(scan => pool.StableKeys[scan])],
            request.BatchSize,
            KeyedDraws.Stream(request.Seed, 0x54455252, 0));
        return
        [
            .. Enumerable.Range(0, fit.Clusters)
                .Select(c => open.Where((_, i) => fit.Assignments[i] == c).ToArray())
                .OrderByDescending(members => members.Length)
                .Select(members => members.MaxBy(scan => Math.Pow(Typicality(pool, members, scan), 1 - weight) *
                    Math.Pow(pool.Signals["reconstruction_error"][scan], weight))),
        ];
    }

    private static double Typicality(PoolColumns pool, int[] members, int scan) => members.Length == 1 ? 0 : 1 / members
        .Where(other => other != scan)
        .Select(other => Naive.Distance(pool.Embedding(scan), pool.Embedding(other)))
        .Order()
        .Take(Math.Max(Math.Min(20, members.Length / 2), 1))
        .Average();
}
