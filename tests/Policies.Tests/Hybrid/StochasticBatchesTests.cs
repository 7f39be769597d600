using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Selection;
using ActiveSeg.Policies.Tests.Uncertainty;

namespace ActiveSeg.Policies.Tests.Hybrid;

public sealed class StochasticBatchesTests
{
    private const ulong Purpose = 0x53544F43;

    [Fact]
    public void Select_TwentyTinyPools_TakesTheBestOfTheDealtGroups()
    {
        foreach (var (pool, request) in NaiveRanking.TinyPools())
        {
            var values = pool.Signals[ColumnNames.EntropyForeground];
            var stream = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
            var dealt = NaiveRanking.Open(pool).OrderBy(scan => KeyedDraws.Hash(stream, pool.StableKeys[scan])).ToArray();
            var best = dealt.Chunk(request.BatchSize)
                .Where(group => group.Length == request.BatchSize)
                .MaxBy(group => group.Average(scan => values[scan]))!;

            var picks = new StochasticBatches().Select(pool, request).Picks;

            Assert.Equal(best.Order(), picks.Select(pick => pick.Scan).Order());
            Assert.Equal(picks.Select(pick => pick.Utility).OrderDescending(), picks.Select(pick => pick.Utility));
            Assert.Contains($"of {dealt.Length / request.BatchSize};", picks[0].Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Select_OverSeeds_IsMoreUncertainThanRandomAndLessThanTop()
    {
        var pool = Pools.Make(60, 3);
        var request = new SelectionRequest(5, 1);
        var random = Enumerable.Range(0, 60).Where(pool.IsSelectable).Average(scan => pool.Signals[ColumnNames.EntropyForeground][scan]);
        var top = StrategyCatalogue.Named("predictive-entropy").Select(pool, request).Picks.Average(pick => pick.Utility);

        var means = Enumerable.Range(0, 50)
            .Select(seed => new StochasticBatches().Select(pool, request with { Seed = (ulong)seed }).Picks.Average(pick => pick.Utility))
            .ToArray();

        Assert.All(means, mean => Assert.InRange(mean, random, top));
    }

    [Fact]
    public void Select_PatientsWithManyScans_GroupsStayFull()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(40, seed, patients: 10);
            var patients = Enumerable.Range(0, 40).Where(pool.IsSelectable).Select(scan => pool.Patients[scan]).Distinct().Count();

            var picks = new StochasticBatches().Select(pool, new SelectionRequest(10, (ulong)seed)).Picks;

            Assert.Equal(Math.Min(10, patients), picks.Select(pick => pool.Patients[pick.Scan]).Distinct().Count());
        }
    }
}
