using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Hybrid;

public sealed class BadgeTests
{
    [Fact]
    public void Select_TwentyTinyPools_DrawsAsTheNaiveSeeding()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(20 + (seed * 3), seed, labelled: seed % 3);
            var request = new SelectionRequest(9, (ulong)seed) { Round = seed % 4 };

            var picks = new Badge().Select(pool, request).Picks;

            NaiveSeeding.AssertSame(
                pool, request, 0x42414447, scan => pool.Vectors["gradient"].Row(scan).ToArray().Select(value => (double)value).ToArray(), picks);
        }
    }

    [Fact]
    public void Select_FactoredTwentyTinyPools_DrawsAsTheNaiveSeedingOnWholeGradients()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(20 + (seed * 3), seed, labelled: seed % 3, width: 2 + seed);
            var request = new SelectionRequest(9, (ulong)seed) { Round = seed % 4 };

            var picks = new BadgeFactored().Select(pool, request).Picks;

            NaiveSeeding.AssertSame(pool, request, 0x42464143, scan => Gradient(pool, scan), picks);
        }
    }

    [Fact]
    public void Select_ManySeeds_DrawsAsOftenAsThePropensitiesSay()
    {
        var pool = Pools.Make(12, 3);
        var (counts, chances) = (new Dictionary<int, int>(), new Dictionary<int, double>());
        const int draws = 4000;
        for (var seed = 0; seed < draws; seed++)
        {
            var pick = new BadgeFactored().Select(pool, new SelectionRequest(2, (ulong)seed)).Picks[1];
            counts[pick.Scan] = counts.GetValueOrDefault(pick.Scan) + 1;
            chances[pick.Scan] = pick.Propensity!.Value;
        }

        Assert.All(counts, entry =>
        {
            var chance = chances[entry.Key];
            var spread = Math.Sqrt(chance * (1 - chance) / draws);
            Assert.InRange(entry.Value / (double)draws, chance - (5 * spread), chance + (5 * spread));
        });
    }

    [Fact]
    public void Select_ScansAlreadyTaken_AreCentresAndTheFirstPickIsDrawn()
    {
        var pool = Pools.Make(30, 6);
        var taken = Enumerable.Range(0, 30).First(pool.IsSelectable);

        var first = new Badge().Select(pool, new SelectionRequest(1, 2) { Taken = [taken] }).Picks.Single();

        Assert.NotNull(first.Propensity);
        Assert.NotEqual(taken, first.Scan);
    }

    private static double[] Gradient(PoolColumns pool, int scan)
    {
        var probabilities = pool.Vectors["class_probabilities"].Row(scan).ToArray();
        var best = Array.IndexOf(probabilities, probabilities.Max());
        return [.. probabilities.SelectMany((p, c) => pool.Embedding(scan).ToArray().Select(h => ((c == best ? 1.0 : 0.0) - p) * h))];
    }
}
