using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Selection;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Tests.Uncertainty;

public sealed class PredictiveEntropyTests
{
    [Fact]
    public void Select_NoNoise_TakesTheTopAndSaysWhereItStands()
    {
        var pool = new PoolColumns([1, 2, 3, 4, 5], signals: Pools.Signal([0.1, 0.41, 0.2, 0.3, 0.05]));

        var picks = new PredictiveEntropy().Select(pool, new SelectionRequest(2, 1)).Picks;

        Assert.Equal([1, 3], picks.Select(pick => pick.Scan));
        Assert.Equal("foreground entropy 0.41 nats, higher than 80 % of the pool", picks[0].Reason);
        Assert.Null(picks[0].Propensity);
    }

    [Fact]
    public void Select_PowerNoise_FrequenciesAreTheLoggedProbabilities()
    {
        double[] values = [0.1, 0.4, 0.2, 0.3];
        var pool = new PoolColumns([1, 2, 3, 4], signals: Pools.Signal([.. values]), patients: [1, 1, 2, 3]);
        var strategy = new PredictiveEntropy(new PowerNoise(2, 2));
        var (pairs, logged) = (new Dictionary<(int, int), int>(), new Dictionary<(int, int), double>());
        const int draws = 40_000;
        for (var seed = 0; seed < draws; seed++)
        {
            var picks = strategy.Select(pool, new SelectionRequest(2, (ulong)seed)).Picks;
            var pair = (picks[0].Scan, picks[1].Scan);
            pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
            logged[pair] = picks[0].Propensity!.Value * picks[1].Propensity!.Value;
        }

        Assert.Equal(1, logged.Values.Sum(), 9);
        Assert.DoesNotContain((0, 1), pairs.Keys);
        Assert.Equal(0.16 / 0.30, strategy.Select(pool, new SelectionRequest(1, SeedFor(strategy, pool, 1))).Picks[0].Propensity!.Value, 9);
        Assert.All(logged, pair =>
        {
            var error = Math.Sqrt(pair.Value * (1 - pair.Value) / draws);
            Assert.InRange(pairs[pair.Key] / (double)draws, pair.Value - (4.5 * error), pair.Value + (4.5 * error));
        });
    }

    [Fact]
    public void Select_PowerNoiseOnNegativeSignal_Refused()
    {
        var pool = new PoolColumns([1, 2], signals: Pools.Signal([0.1, -0.4]));

        Assert.ThrowsAny<ArgumentException>(
            () => new PredictiveEntropy(new PowerNoise()).Select(pool, new SelectionRequest(1, 1)));
    }

    [Fact]
    public void BetaAt_FirstAndLastRound_AreTheEnds()
    {
        var noise = new PowerNoise();

        Assert.Equal(1, noise.BetaAt(0, 10), 9);
        Assert.Equal(10, noise.BetaAt(1, 3), 9);
        Assert.Equal(100, noise.BetaAt(9, 10), 9);
        Assert.Equal(1, noise.BetaAt(5, 1), 9);
    }

    private static ulong SeedFor(PredictiveEntropy strategy, PoolColumns pool, int first)
    {
        for (var seed = 0UL; ; seed++)
        {
            if (strategy.Select(pool, new SelectionRequest(1, seed)).Picks[0].Scan == first)
            {
                return seed;
            }
        }
    }
}
