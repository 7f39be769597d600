using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.ColdStarts;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Clustering;
using ActiveSeg.Policies.Tests.Coverage;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.ColdStarts;

public sealed class HardToContrastTests
{
    [Fact]
    public void Select_TwentyTinyPools_IsTheNaiveRuleOnTheSameClusters()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(40 + (seed * 7), seed, width: 2 + (seed / 2));
            var request = new SelectionRequest(7, (ulong)seed);

            var picks = new HardToContrast().Select(pool, request).Picks;

            Assert.Equal(NaiveRule(pool, request), picks.Select(pick => pick.Scan));
        }
    }

    private static List<int> NaiveRule(PoolColumns pool, SelectionRequest request)
    {
        var open = NaiveFacility.Open(pool);
        var clusters = Math.Min(request.BatchSize, Math.Clamp(open.Length / 20, 2, 50));
        var fit = KMeans.Fit(
            open.SelectMany(scan => pool.Embedding(scan).ToArray()).ToArray(),
            pool.EmbeddingWidth,
            [.. open.Select(scan => pool.StableKeys[scan])],
            clusters,
            KeyedDraws.Stream(request.Seed, 0x48415244, 0));
        var labels = open.ToDictionary(scan => scan, scan => Enumerable.Range(0, fit.Clusters).MinBy(c => Naive.Squared(
            pool.Embedding(scan), fit.Centroids.AsSpan().Slice(c * fit.Width, fit.Width))));
        var hardness = open.ToDictionary(scan => scan, scan => Math.Log(open.Where(other => other != scan)
            .Average(other => Math.Exp(NaiveFacility.Cosine(pool.Embedding(scan), pool.Embedding(other)) / 0.2))));
        var picks = new List<int>();
        while (picks.Count < request.BatchSize)
        {
            var label = labels.Values.Distinct()
                .Where(own => open.Any(scan => labels[scan] == own && !picks.Contains(scan)))
                .OrderBy(own => picks.Count(scan => labels[scan] == own))
                .ThenByDescending(own => open.Count(scan => labels[scan] == own))
                .First();
            picks.Add(open.Where(scan => labels[scan] == label && !picks.Contains(scan)).MaxBy(scan => hardness[scan]));
        }

        return picks;
    }
}
