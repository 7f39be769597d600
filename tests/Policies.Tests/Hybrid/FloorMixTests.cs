using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Selection;
using ActiveSeg.Policies.Uncertainty;

namespace ActiveSeg.Policies.Tests.Hybrid;

public sealed class FloorMixTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void Select_OverManyRounds_ExactlyOnePickInFiveIsUniform(int batchSize)
    {
        var mix = new FloorMix(new RankedUncertainty());
        var pool = Pools.Make(60, 1);
        var (total, floor) = (0, 0);
        for (var round = 0; round < 20; round++)
        {
            var request = new SelectionRequest(batchSize, 5) { Round = round, PicksBefore = total };
            var picks = mix.Select(pool, request).Picks;
            total += picks.Length;
            floor += picks.Count(pick => pick.IsFloor);
            Assert.Equal(total / 5, floor);
            Assert.All(picks, pick => Assert.Equal(pick.IsFloor, pick.Propensity is not null));
        }
    }

    [Fact]
    public void Select_ManySeeds_FloorIsUniformOverTheWholePool()
    {
        var pool = new PoolColumns(
            Pools.Keys(new Random(1), 10), signals: Pools.Signal([.. Enumerable.Range(0, 10).Select(i => 0.1 * i)]));
        var counts = new int[10];
        for (var seed = 0; seed < 10_000; seed++)
        {
            var pick = new FloorMix(new RankedUncertainty()).Select(pool, new SelectionRequest(5, (ulong)seed)).Picks
                .Single(candidate => candidate.IsFloor);
            Assert.Equal(0.1, pick.Propensity);
            counts[pick.Scan]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 1000 - 130, 1000 + 130));
    }

    [Fact]
    public void Select_ManySeeds_RandomPicksWithPatientCapFollowTheirPropensities()
    {
        var pool = new PoolColumns([11, 12, 13, 14], patients: [1, 1, 1, 2]);
        var (pairs, logged) = (new Dictionary<(int, int), int>(), new Dictionary<(int, int), double>());
        const int draws = 20_000;
        for (var seed = 0; seed < draws; seed++)
        {
            var picks = new RandomSampling().Select(pool, new SelectionRequest(2, (ulong)seed)).Picks;
            var pair = (picks[0].Scan, picks[1].Scan);
            pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
            logged[pair] = picks[0].Propensity!.Value * picks[1].Propensity!.Value;
        }

        Assert.Equal(6, pairs.Count);
        Assert.Equal(1, logged.Values.Sum(), 9);
        Assert.All(logged, pair =>
        {
            var error = Math.Sqrt(pair.Value * (1 - pair.Value) / draws);
            Assert.InRange(pairs[pair.Key] / (double)draws, pair.Value - (4 * error), pair.Value + (4 * error));
        });
    }
}
