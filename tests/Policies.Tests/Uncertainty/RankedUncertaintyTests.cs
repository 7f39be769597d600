using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Selection;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Tests.Uncertainty;

public sealed class RankedUncertaintyTests
{
    [Fact]
    public void Select_NoNoise_TakesTheTopAndSaysWhereItStands()
    {
        var pool = new PoolColumns([1, 2, 3, 4, 5], signals: Pools.Signal([0.1, 0.41, 0.2, 0.3, 0.05]));

        var picks = new RankedUncertainty().Select(pool, new SelectionRequest(2, 1)).Picks;

        Assert.Equal([1, 3], picks.Select(pick => pick.Scan));
        Assert.Equal("foreground entropy 0.41 nats, higher than 80 % of the pool", picks[0].Reason);
        Assert.Null(picks[0].Propensity);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public void Select_TiesAndCapsThatCloseMostOfTheTop_IsTheWholeRankingReadDown(int patients)
    {
        var random = new Random(patients);
        var keys = Pools.Keys(random, 400);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => random.Next(9) / 16.0)];
        // Patients of the highest hold most of them, so that the cap is met far down the ranking.
        int[] owners = [.. Enumerable.Range(0, 400).Select(i => values[i] > 0.2 ? random.Next(patients) : 100 + random.Next(60))];
        var pool = new PoolColumns(keys, signals: Pools.Signal([.. values]), patients: [.. owners]);

        var picks = new RankedUncertainty().Select(pool, new SelectionRequest(30, 1)).Picks;

        var met = new HashSet<int>();
        var expected = Enumerable.Range(0, 400).OrderByDescending(i => values[i]).ThenBy(i => keys[i]).Where(i => met.Add(owners[i])).Take(30);
        Assert.Equal(expected, picks.Select(pick => pick.Scan));
        Assert.All(picks, pick => Assert.Contains(
            $"higher than {Math.Floor(values.Count(value => value < values[pick.Scan]) / 4.0)} %", pick.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Select_PowerNoise_FrequenciesAreTheLoggedProbabilities()
    {
        double[] values = [0.1, 0.4, 0.2, 0.3];
        var pool = new PoolColumns([1, 2, 3, 4], signals: Pools.Signal([.. values]), patients: [1, 1, 2, 3]);
        var strategy = new RankedUncertainty(rule: SamplingRule.Power, noise: new PowerNoise(2, 2));
        var (pairs, logged) = AssertFrequencies(pool, strategy);

        Assert.DoesNotContain((0, 1), pairs.Keys);
        Assert.Equal(10, logged.Count);
        Assert.Equal(0.16 / 0.30, strategy.Select(pool, new SelectionRequest(1, SeedFor(strategy, pool, 1))).Picks[0].Propensity!.Value, 9);
    }

    [Theory]
    [InlineData("least-confidence", "least_confidence_foreground")]
    [InlineData("margin", "margin_foreground")]
    [InlineData("predictive-entropy", "entropy_foreground")]
    [InlineData("expected-entropy", "expected_entropy_foreground")]
    [InlineData("bald", "mutual_information_foreground")]
    [InlineData("variance", "variance_foreground")]
    [InlineData("bald@window", "mutual_information_window")]
    public void Select_TwentyTinyPools_TakesTheLargestOfItsColumn(string name, string column) =>
        NaiveRanking.AssertTakesTheLargest(StrategyCatalogue.Named(name), (pool, scan) => pool.Signals[column][scan]);

    [Theory]
    [InlineData(SamplingRule.Power)]
    [InlineData(SamplingRule.Softmax)]
    [InlineData(SamplingRule.SoftRank)]
    public void Select_TwentyTinyPools_DrawsByTheRulesKeysAndLogsTheirShares(SamplingRule rule)
    {
        foreach (var (pool, request) in NaiveRanking.TinyPools())
        {
            var values = pool.Signals["mutual_information_top"];
            var beta = Math.Pow(20, request.Round / 3.0);
            var open = NaiveRanking.Open(pool);
            var ranks = open.ToDictionary(scan => scan, scan => 1 + open.Count(other => values[other] > values[scan]));
            var stream = KeyedDraws.Stream(request.Seed, 0x454E5452, request.Round);

            var picks = new RankedUncertainty(UncertaintySignal.MutualInformation, ScanAggregation.Top, rule, new PowerNoise(1, 20))
                .Select(pool, request).Picks;

            Assert.Equal(
                NaiveRanking.Top(pool, request.BatchSize, scan => Score(scan) + (KeyedDraws.Gumbel(stream, pool.StableKeys[scan]) / beta)),
                picks.Select(pick => pick.Scan));
            foreach (var pick in picks)
            {
                Assert.Equal(Math.Exp(beta * Score(pick.Scan)) / open.Sum(scan => Math.Exp(beta * Score(scan))), pick.Propensity!.Value, 9);
                open.Remove(pick.Scan);
            }

            double Score(int scan) => rule switch
            {
                SamplingRule.Power => Math.Log(values[scan]),
                SamplingRule.Softmax => values[scan],
                _ => -Math.Log(ranks[scan]),
            };
        }
    }

    [Theory]
    [InlineData(SamplingRule.Softmax)]
    [InlineData(SamplingRule.SoftRank)]
    public void Select_OtherRules_FrequenciesAreTheLoggedProbabilities(SamplingRule rule)
    {
        var pool = new PoolColumns([1, 2, 3, 4], signals: Pools.Signal([0.1, 0.4, 0.2, 0.2]), patients: [1, 1, 2, 3]);
        AssertFrequencies(pool, new RankedUncertainty(rule: rule, noise: new PowerNoise(2, 2)));
    }

    [Fact]
    public void Select_SoftRankOfEqualValues_GivesThemTheirMeanRank()
    {
        var pool = new PoolColumns([1, 2, 3], signals: Pools.Signal([0.2, 0.4, 0.2]));

        for (var seed = 0UL; seed < 20; seed++)
        {
            var pick = new RankedUncertainty(rule: SamplingRule.SoftRank).Select(pool, new SelectionRequest(1, seed)).Picks[0];

            Assert.Equal(pick.Scan == 1 ? 1 / 1.8 : 0.4 / 1.8, pick.Propensity!.Value, 9);
        }
    }

    [Fact]
    public void Select_ValuesOfZero_AreDrawnLastAndUniformly()
    {
        var pool = new PoolColumns([1, 2, 3], signals: Pools.Signal([0, 0.4, 0]));

        var picks = new RankedUncertainty(rule: SamplingRule.Power).Select(pool, new SelectionRequest(3, 1)).Picks;

        Assert.Equal([1, 0.5, 1], picks.Select(pick => pick.Propensity!.Value));
        Assert.Equal(1, picks[0].Scan);
    }

    [Fact]
    public void Constructor_BetaNotPositive_Refused() =>
        Assert.ThrowsAny<ArgumentException>(() => new RankedUncertainty(rule: SamplingRule.Softmax, noise: new PowerNoise(0, 1)));

    [Fact]
    public void Select_PowerNoiseOnNegativeSignal_Refused()
    {
        var pool = new PoolColumns([1, 2], signals: Pools.Signal([0.1, -0.4]));

        Assert.ThrowsAny<ArgumentException>(
            () => new RankedUncertainty(rule: SamplingRule.Power).Select(pool, new SelectionRequest(1, 1)));
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

    private static (Dictionary<(int, int), int> Pairs, Dictionary<(int, int), double> Logged) AssertFrequencies(
        PoolColumns pool, RankedUncertainty strategy)
    {
        var (pairs, logged) = (new Dictionary<(int, int), int>(), new Dictionary<(int, int), double>());
        const int draws = 20_000;
        for (var seed = 0; seed < draws; seed++)
        {
            var picks = strategy.Select(pool, new SelectionRequest(2, (ulong)seed)).Picks;
            var pair = (picks[0].Scan, picks[1].Scan);
            pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
            logged[pair] = picks[0].Propensity!.Value * picks[1].Propensity!.Value;
        }

        Assert.Equal(1, logged.Values.Sum(), 9);
        Assert.All(logged, pair =>
        {
            var error = Math.Sqrt(pair.Value * (1 - pair.Value) / draws);
            Assert.InRange(pairs[pair.Key] / (double)draws, pair.Value - (4.5 * error), pair.Value + (4.5 * error));
        });
        return (pairs, logged);
    }

    private static ulong SeedFor(RankedUncertainty strategy, PoolColumns pool, int first)
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
