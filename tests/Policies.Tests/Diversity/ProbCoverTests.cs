using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Diversity;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Clustering;
using ActiveSeg.Policies.Tests.Coverage;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Diversity;

public sealed class ProbCoverTests
{
    [Fact]
    public void Select_TwentyTinyPools_IsTheNaiveCover()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(25 + (seed * 3), seed, labelled: seed % 4 == 0 ? 0 : seed / 2, width: 2 + (seed / 2));
            var delta = 0.3 + (0.1 * seed);

            var picks = new ProbCover(delta).Select(pool, new SelectionRequest(11, 1)).Picks;

            var expected = NaiveCover(pool, delta);
            Assert.Equal(expected.Select(pick => pick.Scan), picks.Select(pick => pick.Scan));
            Assert.Equal(expected.Select(pick => (double)pick.Count), picks.Select(pick => pick.Utility));
        }
    }

    [Fact]
    public void Select_NoDeltaGiven_UsesTheLargestPureRadius()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(60 + (seed * 7), seed, width: 3);
            var open = NaiveFacility.Open(pool);
            var request = new SelectionRequest(8, (ulong)seed);
            var stream = KeyedDraws.Stream(request.Seed, 0x50524F42, 0);
            var delta = NaiveDelta(pool, open, stream);

            var found = PurityRadius.Of(ScaledRows.OfScans(pool, open), pool, open, stream).Delta;
            var picks = new ProbCover().Select(pool, request).Picks;

            Assert.Equal(delta, found, 1e-5);
            Assert.Equal(new ProbCover(found).Select(pool, request).Picks.AsEnumerable(), picks);
        }
    }

    [Fact]
    public void Select_PoolsOfAnySize_LosesNoTail()
    {
        for (var count = 1; count < 40; count++)
        {
            var pool = Pools.Make(count, count, width: 2);

            var picks = new ProbCover(1e6).Select(pool, new SelectionRequest(1, 1)).Picks;

            Assert.All(picks, pick => Assert.Equal(NaiveFacility.Open(pool).Length, pick.Utility));
        }
    }

    [Fact]
    public void Select_PoolOfPivots_IsTheNaiveCover()
    {
        var pool = Pools.Make(700, 4, labelled: 20, width: 6);

        var picks = new ProbCover(0.9).Select(pool, new SelectionRequest(30, 1)).Picks;

        Assert.Equal(NaiveCover(pool, 0.9, 30).Select(pick => pick.Scan), picks.Select(pick => pick.Scan));
    }

    [Fact]
    public void Select_ListsDoNotFit_SamplesCandidatesAndSaysSo()
    {
        var pool = Pools.Make(300, 4, width: 4);

        var picks = new ProbCover(2, null, 5000).Select(pool, new SelectionRequest(12, 1)).Picks;

        Assert.Equal(12, picks.Length);
        Assert.Contains("were drawn", picks[0].Reason, StringComparison.Ordinal);
        Assert.All(picks.Take(1), pick => Assert.Equal(Ball(pool, NaiveFacility.Open(pool), pick.Scan, 2).Count, pick.Utility));
    }

    private static List<int> Ball(PoolColumns pool, int[] open, int centre, double delta) =>
        [.. open.Where(scan => scan == centre || Naive.Distance(pool.Embedding(scan), pool.Embedding(centre)) < delta)];

    private static List<(int Scan, int Count)> NaiveCover(PoolColumns pool, double delta, int size = 11)
    {
        var open = NaiveFacility.Open(pool);
        var covered = open.Where(scan => NaiveFacility.Labelled(pool).Any(row => Naive.Distance(pool.Embedding(scan), row) < delta)).ToHashSet();
        var balls = open.ToDictionary(scan => scan, scan => Ball(pool, open, scan, delta));
        var picks = new List<(int Scan, int Count)>();
        while (picks.Count < size)
        {
            var next = open.Except(picks.Select(pick => pick.Scan)).MaxBy(scan => balls[scan].Count(other => !covered.Contains(other)));
            var count = balls[next].Count(other => !covered.Contains(other));
            if (count == 0)
            {
                covered.Clear();
                continue;
            }

            picks.Add((next, count));
            covered.UnionWith(balls[next]);
        }

        return picks;
    }

    private static double NaiveDelta(PoolColumns pool, int[] open, ulong stream)
    {
        var rows = open.SelectMany(scan => pool.Embedding(scan).ToArray()).ToArray();
        var fit = KMeans.Fit(rows, pool.EmbeddingWidth, [.. open.Select(scan => pool.StableKeys[scan])], Math.Clamp(open.Length / 20, 2, 50), stream);
        var labels = open.Select(scan => Enumerable.Range(0, fit.Clusters).MinBy(c => Naive.Squared(
            pool.Embedding(scan), fit.Centroids.AsSpan().Slice(c * fit.Width, fit.Width)))).ToArray();
        var nearest = Enumerable.Range(0, open.Length)
            .Select(i => Enumerable.Range(0, open.Length)
                .Where(j => labels[j] != labels[i])
                .Min(j => Naive.Distance(pool.Embedding(open[i]), pool.Embedding(open[j]))))
            .Order().ToArray();
        var at = 0.05 * (nearest.Length - 1);
        return nearest[(int)at] + ((at - (int)at) * (nearest[(int)at + 1] - nearest[(int)at]));
    }
}
