using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Diversity;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Clustering;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Diversity;

public sealed class TypiClustTests
{
    private static readonly float[] Middle = [0.25f];

    [Fact]
    public void Select_TwentyTinyPools_IsTheNaiveRuleOnTheSameClusters()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(30 + (seed * 5), seed, labelled: seed % 3 == 0 ? 0 : 2 + (seed / 4), width: 2 + seed);
            var request = new SelectionRequest(6, (ulong)seed);

            var picks = new TypiClust().Select(pool, request).Picks;

            Assert.Equal(NaiveRule(pool, request), picks.Select(pick => pick.Scan));
        }
    }

    [Fact]
    public void Select_LabelledClusterAndFreshOne_TakesTheFreshOne()
    {
        float[] rows = [0, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 50, 50.1f, 50.2f, 50.3f];
        var pool = new PoolColumns(
            [.. Enumerable.Range(1, 10).Select(key => (ulong)key)], rows, 1,
            labelled: new LabelledColumns([100], Middle, 1));

        var pick = new TypiClust().Select(pool, new SelectionRequest(1, 1)).Picks.Single();

        Assert.True(pick.Scan >= 6);
    }

    /// <summary>Clusters as the strategy's own k-means gives them; the rest by plain loops.</summary>
    private static List<int> NaiveRule(PoolColumns pool, SelectionRequest request)
    {
        var open = Enumerable.Range(0, pool.Count).Where(pool.IsSelectable).ToArray();
        var labelled = Enumerable.Range(0, pool.Labelled.Count).ToArray();
        var rows = open.Select(scan => pool.Embedding(scan).ToArray()).Concat(labelled.Select(row =>
            pool.Labelled.Embeddings.Slice(row * pool.EmbeddingWidth, pool.EmbeddingWidth).ToArray())).ToArray();
        var keys = open.Select(scan => pool.StableKeys[scan]).Concat(pool.Labelled.StableKeys).ToArray();
        var fit = KMeans.Fit(
            rows.SelectMany(row => row).ToArray(),
            pool.EmbeddingWidth,
            [.. keys],
            Math.Min(labelled.Length + request.BatchSize, 500),
            KeyedDraws.Stream(request.Seed, 0x54434C55, request.Round));
        var smallest = Math.Clamp(open.Length / (2 * fit.Clusters), 1, 5);
        var labels = Enumerable.Range(0, fit.Clusters)
            .Select(c => labelled.Count(row => fit.Assignments[open.Length + row] == c)).ToArray();
        var sizes = Enumerable.Range(0, fit.Clusters).Select(c => fit.Assignments.Count(own => own == c)).ToArray();
        var chosen = new List<int>();
        while (chosen.Count < request.BatchSize)
        {
            var cluster = Enumerable.Range(0, fit.Clusters)
                .Where(c => Enumerable.Range(0, open.Length).Any(i => fit.Assignments[i] == c && !chosen.Contains(open[i])))
                .OrderBy(c => sizes[c] < smallest).ThenBy(c => labels[c]).ThenByDescending(c => sizes[c]).ThenBy(c => c)
                .First();
            var members = Enumerable.Range(0, open.Length).Where(i => fit.Assignments[i] == cluster).ToArray();
            var neighbours = Math.Max(Math.Min(20, members.Length / 2), 1);
            var best = members
                .Where(i => !chosen.Contains(open[i]))
                .OrderBy(i => members.Where(other => other != i).Select(other => Naive.Distance(rows[i], rows[other]))
                    .Order().Take(neighbours).DefaultIfEmpty(0).Average())
                .ThenBy(i => keys[i])
                .First();
            chosen.Add(open[best]);
            labels[cluster]++;
        }

        return chosen;
    }
}
