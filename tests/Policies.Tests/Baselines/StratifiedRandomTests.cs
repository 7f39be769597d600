using System.Collections.Immutable;
using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Baselines;

public sealed class StratifiedRandomTests
{
    [Fact]
    public void Select_TwentyTinyPools_SeatsAreTheLargestRemaindersOfSmoothedShares()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(40 + seed, seed);
            var open = Enumerable.Range(0, pool.Count).Where(pool.IsSelectable).ToArray();
            var strata = open.GroupBy(scan => (pool.Strata["scanner"][scan], pool.Strata["sex"][scan]))
                .ToDictionary(group => group.Key, group => group.Count());

            var picks = new StratifiedRandom().Select(pool, new SelectionRequest(10, (ulong)seed)).Picks;

            var seats = picks.GroupBy(pick => (pool.Strata["scanner"][pick.Scan], pool.Strata["sex"][pick.Scan]))
                .ToDictionary(group => group.Key, group => group.Count());
            var quotas = strata.ToDictionary(
                stratum => stratum.Key, stratum => 10 * (stratum.Value + 1.0) / (open.Length + strata.Count));
            var extra = 10 - quotas.Values.Sum(quota => (int)quota);
            var threshold = quotas.Values.Select(quota => quota % 1).OrderDescending().ElementAtOrDefault(extra);
            Assert.All(quotas, quota =>
            {
                var got = seats.GetValueOrDefault(quota.Key);
                Assert.InRange(got, Math.Floor(quota.Value), Math.Ceiling(quota.Value));
                Assert.True(got == Math.Floor(quota.Value) || quota.Value % 1 >= threshold - 1e-9);
            });
        }
    }

    [Fact]
    public void Select_StratumShortInEarlierRounds_IsPaidBack()
    {
        var pool = new PoolColumns(
            Pools.Keys(new Random(1), 40),
            strata: Column([.. Enumerable.Range(0, 40).Select(i => i < 20 ? "A" : "B")]),
            labelled: new LabelledColumns([1, 2, 3, 4], strata: Column(["A", "A", "A", "A"])));

        var picks = new StratifiedRandom().Select(pool, new SelectionRequest(4, 1)).Picks;

        Assert.All(picks, pick => Assert.True(pick.Scan >= 20));
    }

    [Fact]
    public void Select_SmallStratumOverManyRounds_GetsItsShare()
    {
        string[] values = [.. Enumerable.Range(0, 100).Select(i => i < 90 ? "common" : "rare")];
        var (keys, labelled) = (Pools.Keys(new Random(1), 100), new List<int>());
        for (var round = 0; round < 10; round++)
        {
            var pool = new PoolColumns(
                keys,
                strata: Column([.. values]),
                selectable: [.. Enumerable.Range(0, 100).Select(i => !labelled.Contains(i))],
                labelled: new LabelledColumns(
                    [.. labelled.Select(i => keys[i])], strata: Column([.. labelled.Select(i => values[i])])));
            labelled.AddRange(new StratifiedRandom().Select(pool, new SelectionRequest(3, (ulong)round)).Picks
                .Select(pick => pick.Scan));
        }

        Assert.InRange(labelled.Count(i => values[i] == "rare"), 2, 4);
    }

    [Fact]
    public void Select_ManySeeds_DrawsUniformlyInsideTheStratum()
    {
        var pool = new PoolColumns(
            Pools.Keys(new Random(1), 12), strata: Column([.. Enumerable.Range(0, 12).Select(i => i < 6 ? "A" : "B")]));
        var counts = new int[12];
        const int draws = 6000;
        for (var seed = 0; seed < draws; seed++)
        {
            foreach (var pick in new StratifiedRandom().Select(pool, new SelectionRequest(2, (ulong)seed)).Picks)
            {
                Assert.Equal(1 / 6.0, pick.Propensity);
                counts[pick.Scan]++;
            }
        }

        Assert.All(counts, count => Assert.InRange(count, 1000 - 130, 1000 + 130));
    }

    private static Dictionary<string, ImmutableArray<string>> Column(ImmutableArray<string> values) =>
        new() { ["scanner"] = values };
}
