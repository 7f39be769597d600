using ActiveSeg.Policies.Diversity;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Coverage;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Diversity;

public sealed class CdalTests
{
    [Fact]
    public void Select_TwentyTinyPools_IsTheNaiveCoreSetOnDivergences()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(20 + (seed * 3), seed, labelled: seed % 4 == 0 ? 0 : seed);

            var picks = new Cdal().Select(pool, new SelectionRequest(8, 1)).Picks;

            Assert.Equal(NaiveRule(pool, 8), picks.Select(pick => pick.Scan));
        }
    }

    [Fact]
    public void Select_ClassNotShown_DoesNotCount()
    {
        float[] mixtures = [0.9f, 0.1f, 0, 0, 0.9f, 0.1f, 0.1f, 0.9f, 0.6f, 0.4f, 0, 0];
        var pool = new PoolColumns([1, 2, 3], vectors: new Dictionary<string, RowVectors> { ["class_mixtures"] = new(mixtures, 4) });

        var pick = new Cdal().Select(pool, new SelectionRequest(1, 1) { Taken = [0] }).Picks.Single();

        Assert.Equal(2, pick.Scan);
        Assert.Equal(((0.9 - 0.6) * Math.Log(0.9 / 0.6) / 2) + ((0.1 - 0.4) * Math.Log(0.1 / 0.4) / 2), pick.Utility, 5);
    }

    private static List<int> NaiveRule(PoolColumns pool, int size)
    {
        var open = NaiveFacility.Open(pool);
        var centres = Enumerable.Range(0, pool.Labelled.Count).Select(row => pool.Labelled.Vectors["class_mixtures"].Row(row).ToArray()).ToList();
        var picks = new List<int>();
        while (picks.Count < size)
        {
            var next = open.Except(picks).MaxBy(scan => centres.Count == 0
                ? pool.Vectors["class_mixtures"].Row(scan).ToArray().Sum(p => -p * Math.Log(Math.Max(p, 1e-6)))
                : centres.Min(centre => Divergence(pool.Vectors["class_mixtures"].Row(scan).ToArray(), centre)));
            picks.Add(next);
            centres.Add(pool.Vectors["class_mixtures"].Row(next).ToArray());
        }

        return picks;
    }

    private static double Divergence(float[] p, float[] q)
    {
        double Kl(float[] a, float[] b) => a.Zip(b, (x, y) => x * (Math.Log(Math.Max(x, 1e-6)) - Math.Log(Math.Max(y, 1e-6)))).Sum();
        return (Kl(p, q) + Kl(q, p)) / 2;
    }
}
