using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Uncertainty;

namespace ActiveSeg.Policies.Tests.Selection;

/// <summary>The contract in short for every ranking in another aggregation; the code is that of the plain ones.</summary>
public sealed class RankedVariantTests
{
    public static TheoryData<string> Variants() =>
        [.. StrategyCatalogue.All.Select(strategy => strategy.Name).Where(name => name.Contains('@', StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Select_AnyPool_KeepsTheContractAndReadsItsColumn(string name)
    {
        var strategy = StrategyCatalogue.Named(name);
        var (pool, order) = (Pools.Make(40, 9, labelled: 3, patients: 20), Pools.Shuffle(40, 2));
        var request = new SelectionRequest(6, 11) { Round = 1, Rounds = 5, Excluded = [order[1]] };

        var picks = strategy.Select(pool, request).Picks;
        var turned = strategy.Select(Pools.Permuted(pool, order), request with { Excluded = [1] }).Picks;

        var column = pool.Signals[strategy.Needs.Signals.Single()];
        Assert.EndsWith($"_{name[(name.IndexOf('@', StringComparison.Ordinal) + 1)..]}", strategy.Needs.Signals.Single(), StringComparison.Ordinal);
        Assert.Equal(6, picks.Select(pick => pool.Patients[pick.Scan]).Distinct().Count());
        Assert.All(picks, pick => Assert.True(pool.IsSelectable(pick.Scan) && pick.Scan != order[1]));
        Assert.All(picks, pick => Assert.Equal(column[pick.Scan], pick.Utility));
        Assert.All(picks, pick => Assert.Equal(name.StartsWith("power-", StringComparison.Ordinal) ||
            name.StartsWith("soft", StringComparison.Ordinal), pick.Propensity is > 0 and <= 1));
        Assert.Equal(picks.AsEnumerable(), turned.Select(pick => pick with { Scan = order[pick.Scan] }));
        Assert.Throws<MissingSignalException>(() => strategy.Select(new PoolColumns([1]), new SelectionRequest(1, 1)));
        if (picks[0].Propensity is null)
        {
            NaiveRanking.AssertTakesTheLargest(strategy, (tiny, scan) => tiny.Signals[strategy.Needs.Signals[0]][scan]);
        }
    }

    [Fact]
    public void Names_WholeCatalogue_AreDistinct() =>
        Assert.Equal(StrategyCatalogue.All.Length, StrategyCatalogue.All.Select(strategy => strategy.Name).Distinct().Count());
}
