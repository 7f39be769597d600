using ActiveSeg.Policies.Diversity;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Clustering;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Diversity;

public sealed class CoreSetTests
{
    [Fact]
    public void Select_TwentyTinyPools_IsTheBruteForceKCentreGreedy()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(15 + (seed * 2), seed, labelled: seed % 4 == 0 ? 0 : seed, width: 1 + seed);

            var picks = new CoreSet().Select(pool, new SelectionRequest(9, 1)).Picks;

            Assert.Equal(BruteForce(pool, 9), picks.Select(pick => pick.Scan));
        }
    }

    [Fact]
    public void Select_ScansAlreadyTaken_CountAsCentres()
    {
        var pool = new PoolColumns([1, 2, 3, 4], new float[] { 0, 1, 10, 11 }, 1);

        var picks = new CoreSet().Select(pool, new SelectionRequest(1, 1) { Taken = [3] }).Picks;

        Assert.Equal(0, picks.Single().Scan);
        Assert.Equal(11, picks.Single().Utility, 6);
    }

    private static List<int> BruteForce(PoolColumns pool, int picks)
    {
        var centres = Enumerable.Range(0, pool.Labelled.Count).Select(row => pool.Labelled.Embeddings.Slice(
            row * pool.EmbeddingWidth, pool.EmbeddingWidth).ToArray()).ToList();
        var open = Enumerable.Range(0, pool.Count).Where(pool.IsSelectable).ToList();
        var mean = Enumerable.Range(0, pool.EmbeddingWidth)
            .Select(j => (float)open.Average(scan => (double)pool.Embedding(scan)[j])).ToArray();
        var chosen = new List<int>();
        while (chosen.Count < picks && open.Count > 0)
        {
            var next = centres.Count == 0
                ? open.MinBy(scan => Naive.Distance(pool.Embedding(scan), mean))
                : open.MaxBy(scan => centres.Min(centre => Naive.Distance(pool.Embedding(scan), centre)));
            chosen.Add(next);
            open.Remove(next);
            centres.Add(pool.Embedding(next).ToArray());
        }

        return chosen;
    }
}
