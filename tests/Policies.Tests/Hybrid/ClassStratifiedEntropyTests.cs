using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Selection;
using ActiveSeg.Policies.Tests.Uncertainty;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Tests.Hybrid;

public sealed class ClassStratifiedEntropyTests
{
    private const ulong Purpose = 0x434C4153;

    private static readonly string[] ClassColumns = ["entropy_class_canal", "entropy_class_disc"];

    [Fact]
    public void Select_TwentyTinyPools_DrawsStageByStageAsTheNaiveOne()
    {
        foreach (var (pool, request) in NaiveRanking.TinyPools())
        {
            var seats = ClassStratifiedEntropy.Seats(request, 2);
            var beta = Math.Pow(100, request.Round / 3.0);
            var (open, expected, chances) = (NaiveRanking.Open(pool), new List<int>(), new List<double>());
            Draw("entropy_class_canal", seats[0], 1);
            Draw("entropy_class_disc", seats[1], 2);
            Draw("entropy_foreground", request.BatchSize - seats.Sum(), 0);

            var picks = new ClassStratifiedEntropy().Select(pool, request).Picks;

            Assert.Equal(expected, picks.Select(pick => pick.Scan));
            Assert.All(picks.Zip(chances), pair => Assert.Equal(pair.Second, pair.First.Propensity!.Value, 9));

            void Draw(string column, int count, ulong stage)
            {
                var stream = KeyedDraws.Stream(request.Seed, Purpose + stage, request.Round);
                for (; count > 0 && open.Count > 0; count--)
                {
                    var next = open.MaxBy(scan => Math.Log(pool.Signals[column][scan]) + (KeyedDraws.Gumbel(stream, pool.StableKeys[scan]) / beta));
                    expected.Add(next);
                    chances.Add(1 / open.Sum(scan => Math.Pow(pool.Signals[column][scan] / pool.Signals[column][next], beta)));
                    open.Remove(next);
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(10, 6)]
    [InlineData(50, 33)]
    [InlineData(100, 66)]
    public void Seats_AnyBatch_AreTwoThirdsSharedEqually(int batch, int shared)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var seats = ClassStratifiedEntropy.Seats(new SelectionRequest(batch, seed), 4);

            Assert.Equal(shared, seats.Sum());
            Assert.InRange(seats.Max() - seats.Min(), 0, 1);
        }
    }

    [Fact]
    public void Seats_RemainderOverSeeds_GoesToEveryStructure()
    {
        var counts = new int[3];
        for (var seed = 0UL; seed < 900; seed++)
        {
            counts[Array.IndexOf(ClassStratifiedEntropy.Seats(new SelectionRequest(2, seed), 3), 1)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 230, 370));
    }

    [Fact]
    public void Select_ManySeeds_FrequenciesAreTheLoggedProbabilities()
    {
        var pool = new PoolColumns([1, 2, 3], signals: new Dictionary<string, System.Collections.Immutable.ImmutableArray<double>>
        {
            [ColumnNames.EntropyForeground] = [0.1, 0.2, 0.3],
            ["entropy_class_canal"] = [0.3, 0.1, 0.1],
        });
        var (pairs, logged) = (new Dictionary<(int, int), int>(), new Dictionary<(int, int), double>());
        const int draws = 20_000;
        for (var seed = 0; seed < draws; seed++)
        {
            var picks = new ClassStratifiedEntropy(PowerNoise.Constant).Select(pool, new SelectionRequest(2, (ulong)seed)).Picks;
            var pair = (picks[0].Scan, picks[1].Scan);
            pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
            logged[pair] = picks[0].Propensity!.Value * picks[1].Propensity!.Value;
        }

        Assert.Equal(0.6 * 0.6, logged[(0, 2)], 9);
        Assert.Equal(1, logged.Values.Sum(), 9);
        Assert.All(logged, pair =>
        {
            var error = Math.Sqrt(pair.Value * (1 - pair.Value) / draws);
            Assert.InRange(pairs[pair.Key] / (double)draws, pair.Value - (4.5 * error), pair.Value + (4.5 * error));
        });
    }

    [Fact]
    public void Select_LastRound_IsNearlyGreedyInItsClass()
    {
        var pool = Pools.Make(60, 4);
        var request = new SelectionRequest(1, 3) { Round = 9, Rounds = 10, BatchSize = 3 };

        var first = new ClassStratifiedEntropy(new PowerNoise(1, 100_000)).Select(pool, request).Picks[0];

        Assert.Contains(first.Scan, ClassColumns
            .Select(column => NaiveRanking.Top(pool, 1, scan => pool.Signals[column][scan]).Single()));
    }
}
