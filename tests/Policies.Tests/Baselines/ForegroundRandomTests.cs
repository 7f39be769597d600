using System.Collections.Immutable;
using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Uncertainty;

namespace ActiveSeg.Policies.Tests.Baselines;

public sealed class ForegroundRandomTests
{
    [Fact]
    public void Select_TwentyTinyPools_LogsTheNaiveChances()
    {
        foreach (var (pool, request) in NaiveRanking.TinyPools())
        {
            var open = NaiveRanking.Open(pool);
            string[] columns = ["volume_mm3_canal", "volume_mm3_disc"];
            var weights = columns.Select(column => 1.0 / (1 + open.Count(scan => pool.Signals[column][scan] > 0))).ToArray();

            var picks = new ForegroundRandom().Select(pool, request).Picks;

            Assert.Equal(Math.Min(request.BatchSize, open.Count), picks.Length);
            foreach (var pick in picks)
            {
                var foreground = columns.Select((column, s) =>
                    weights[s] / weights.Sum() * pool.Signals[column][pick.Scan] / open.Sum(scan => pool.Signals[column][scan])).Sum();
                Assert.Equal((0.66 * foreground) + (0.34 / open.Count), pick.Propensity!.Value, 9);
                open.Remove(pick.Scan);
            }
        }
    }

    [Fact]
    public void Select_ManySeeds_FrequenciesAreTheLoggedProbabilities()
    {
        var pool = new PoolColumns([1, 2, 3, 4], signals: Volumes([5, 3, 0, 0], [0, 0, 2, 0]), patients: [1, 1, 2, 3]);
        var (pairs, logged) = (new Dictionary<(int, int), int>(), new Dictionary<(int, int), double>());
        const int draws = 20_000;
        for (var seed = 0; seed < draws; seed++)
        {
            var picks = new ForegroundRandom().Select(pool, new SelectionRequest(2, (ulong)seed)).Picks;
            var pair = (picks[0].Scan, picks[1].Scan);
            pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
            logged[pair] = picks[0].Propensity!.Value * picks[1].Propensity!.Value;
        }

        Assert.Equal(10, logged.Count);
        Assert.Equal(1, logged.Values.Sum(), 9);
        Assert.All(logged, pair =>
        {
            var error = Math.Sqrt(pair.Value * (1 - pair.Value) / draws);
            Assert.InRange(pairs[pair.Key] / (double)draws, pair.Value - (4.5 * error), pair.Value + (4.5 * error));
        });
    }

    [Fact]
    public void Select_StructureRarelyLabelled_GetsMoreOfTheSeats()
    {
        var labelled = new LabelledColumns([91, 92, 93], signals: Volumes([1, 1, 1], [0, 0, 0]));
        var pool = new PoolColumns([1, 2], signals: Volumes([1, 0], [0, 1]), labelled: labelled);

        var picks = Enumerable.Range(0, 200)
            .Select(seed => new ForegroundRandom().Select(pool, new SelectionRequest(1, (ulong)seed)).Picks.Single()).ToArray();

        Assert.All(picks, pick => Assert.Equal(pick.Scan == 1 ? (0.66 * 0.8) + 0.17 : (0.66 * 0.2) + 0.17, pick.Propensity!.Value, 9));
        Assert.InRange(picks.Count(pick => pick.Scan == 1), 115, 165);
    }

    [Fact]
    public void Select_NothingPredicted_IsUniform()
    {
        var pool = new PoolColumns([1, 2, 3], signals: Volumes([0, 0, 0], [0, 0, 0]));

        Assert.Equal([1 / 3.0, 1 / 2.0, 1], new ForegroundRandom().Select(pool, new SelectionRequest(3, 1)).Picks.Select(p => p.Propensity!.Value));
    }

    [Fact]
    public void Select_VolumeNegative_Refused() => Assert.ThrowsAny<ArgumentException>(() =>
        new ForegroundRandom().Select(new PoolColumns([1], signals: Volumes([-1], [0])), new SelectionRequest(1, 1)));

    private static Dictionary<string, ImmutableArray<double>> Volumes(ImmutableArray<double> canal, ImmutableArray<double> disc) =>
        new() { ["volume_mm3_canal"] = canal, ["volume_mm3_disc"] = disc };
}
