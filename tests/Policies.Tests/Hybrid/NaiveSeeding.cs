using System.Collections.Immutable;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Hybrid;

/// <summary>k-means++ seeding by plain loops over whole gradients.</summary>
internal static class NaiveSeeding
{
    public static void AssertSame(
        PoolColumns pool, SelectionRequest request, ulong purpose, Func<int, double[]> gradient, ImmutableArray<Pick> picks)
    {
        var open = Enumerable.Range(0, pool.Count).Where(pool.IsSelectable).OrderBy(scan => pool.StableKeys[scan]).ToList();
        var gradients = open.ToDictionary(scan => scan, gradient);
        var stream = KeyedDraws.Stream(request.Seed, purpose, request.Round);
        var chosen = new List<int>();
        foreach (var pick in picks)
        {
            if (chosen.Count == 0)
            {
                Assert.Equal(open.MaxBy(scan => gradients[scan].Sum(value => value * value)), pick.Scan);
                Assert.Null(pick.Propensity);
            }
            else
            {
                var squared = open.ToDictionary(scan => scan, scan => chosen.Min(other => Squared(gradients[scan], gradients[other])));
                var (total, target) = (squared.Values.Sum(), 0.0);
                target = KeyedDraws.Unit(stream, (ulong)chosen.Count) * total;
                var drawn = open.First(scan => (target -= squared[scan]) <= 0);
                Assert.Equal(drawn, pick.Scan);
                Assert.Equal(squared[drawn] / total, pick.Propensity!.Value, 1e-4);
            }

            chosen.Add(pick.Scan);
            open.Remove(pick.Scan);
        }

        Assert.Equal(request.BatchSize, chosen.Count);
    }

    private static double Squared(double[] a, double[] b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Sum();
}
