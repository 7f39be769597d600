using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Selection;

/// <summary>What holds for every strategy of the catalogue, bare and on a random floor; variants have <see cref="RankedVariantTests"/>.</summary>
public sealed class StrategyContractTests
{
    private static readonly int[] BatchSizes = [0, 1, 4, 5, 11, 40, 200];

    public static TheoryData<string, bool> Everyone()
    {
        var rows = new TheoryData<string, bool>();
        foreach (var name in StrategyCatalogue.PlainNames)
        {
            rows.Add(name, false);
            rows.Add(name, true);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public void Select_AnyPool_PicksDistinctSelectableScansUntilFull(string name, bool onFloor)
    {
        foreach (var (pool, batchSize) in PoolsAndSizes())
        {
            int[] excluded = [0, pool.Count / 2];
            var batch = Of(name, onFloor).Select(pool, new SelectionRequest(batchSize, 7) { Excluded = [.. excluded] });

            var scans = batch.Picks.Select(pick => pick.Scan).ToArray();
            Assert.Equal(scans.Length, scans.Distinct().Count());
            Assert.All(scans, scan => Assert.True(pool.IsSelectable(scan) && !excluded.Contains(scan)));
            var patients = Enumerable.Range(0, pool.Count)
                .Where(scan => pool.IsSelectable(scan) && !excluded.Contains(scan))
                .Select(scan => pool.Patients.IsEmpty ? scan : pool.Patients[scan])
                .Distinct()
                .Count();
            Assert.Equal(Math.Min(batchSize, patients), scans.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public void Select_AnyPool_GivesFiniteUtilityReasonAndPropensity(string name, bool onFloor)
    {
        foreach (var (pool, batchSize) in PoolsAndSizes())
        {
            var batch = Of(name, onFloor).Select(pool, new SelectionRequest(batchSize, 8));

            Assert.All(batch.Picks, pick =>
            {
                Assert.True(double.IsFinite(pick.Utility));
                Assert.False(string.IsNullOrWhiteSpace(pick.Reason));
                Assert.DoesNotContain("NaN", pick.Reason, StringComparison.Ordinal);
                Assert.True(pick.Propensity is null or (> 0 and <= 1));
            });
        }
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public void Select_SameSeed_SameAnswer(string name, bool onFloor)
    {
        foreach (var (pool, batchSize) in PoolsAndSizes())
        {
            var request = new SelectionRequest(batchSize, 99) { Round = 3, Rounds = 8, PicksBefore = 15 };

            var first = Of(name, onFloor).Select(pool, request);
            var second = Of(name, onFloor).Select(pool, request);

            Assert.Equal(first.Picks.AsEnumerable(), second.Picks);
        }
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public void Select_RowsInAnotherOrder_PicksTheSameScansInTheSameOrder(string name, bool onFloor)
    {
        foreach (var (pool, batchSize) in PoolsAndSizes())
        {
            var order = Pools.Shuffle(pool.Count, 4);
            var permuted = Pools.Permuted(pool, order);
            var request = new SelectionRequest(batchSize, 12) { Excluded = [order[1]] };

            var straight = Of(name, onFloor).Select(pool, request);
            var turned = Of(name, onFloor).Select(permuted, request with { Excluded = [1] });

            Assert.Equal(straight.Picks.AsEnumerable(), turned.Picks.Select(pick => pick with { Scan = order[pick.Scan] }));
        }
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public void Select_AnyPool_LeavesItUnchanged(string name, bool onFloor)
    {
        var pool = Pools.Make(40, 1, labelled: 6);
        var (rows, labelled) = (pool.Embeddings.ToArray(), pool.Labelled.Embeddings.ToArray());

        Of(name, onFloor).Select(pool, new SelectionRequest(8, 1));

        Assert.Equal(rows, pool.Embeddings.ToArray());
        Assert.Equal(labelled, pool.Labelled.Embeddings.ToArray());
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public void Select_EmptyPool_EmptyBatch(string name, bool onFloor)
    {
        var batch = Of(name, onFloor).Select(new PoolColumns([]), new SelectionRequest(5, 1));

        Assert.Empty(batch.Picks);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public void Select_PatientAndClusterCaps_KeptAndNoFurtherScanFits(string name, bool onFloor)
    {
        foreach (var seed in Enumerable.Range(0, 5))
        {
            var pool = Pools.Make(60, seed, labelled: 5, patients: 25);
            var request = new SelectionRequest(30, 5) { MaxPerPatient = 2, MaxPerCluster = 3 };

            var picked = Of(name, onFloor).Select(pool, request).Picks.Select(pick => pick.Scan).ToHashSet();

            Assert.All(picked.GroupBy(scan => pool.Patients[scan]), group => Assert.InRange(group.Count(), 1, 2));
            Assert.All(
                picked.Where(scan => pool.Clusters[scan] >= 0).GroupBy(scan => pool.Clusters[scan]),
                group => Assert.InRange(group.Count(), 1, 3));
            var fitting = Enumerable.Range(0, pool.Count).Where(scan =>
                pool.IsSelectable(scan) && !picked.Contains(scan) &&
                picked.Count(other => pool.Patients[other] == pool.Patients[scan]) < 2 &&
                (pool.Clusters[scan] < 0 || picked.Count(other => pool.Clusters[other] == pool.Clusters[scan]) < 3));
            Assert.True(picked.Count == request.BatchSize || !fitting.Any());
        }
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public void Select_StratumQuotas_KeepsSeatsAndLimits(string name, bool onFloor)
    {
        foreach (var seed in Enumerable.Range(0, 5))
        {
            var pool = Pools.Make(60, seed, labelled: 5);
            var (kept, limited) = (new StratumQuota("scanner", "C", AtLeast: 4), new StratumQuota("sex", "F", AtMost: 5));
            var available = Enumerable.Range(0, pool.Count).Count(scan => pool.IsSelectable(scan) && pool.Strata["scanner"][scan] == "C");

            var withSeats = Of(name, onFloor).Select(pool, new SelectionRequest(12, 5) { Quotas = [kept] });
            var withLimit = Of(name, onFloor).Select(pool, new SelectionRequest(12, 5) { Quotas = [limited] });

            Assert.Equal(12, withSeats.Picks.Length);
            Assert.True(withSeats.Picks.Count(pick => pool.Strata["scanner"][pick.Scan] == "C") >= Math.Min(4, available));
            Assert.Equal(12, withLimit.Picks.Length);
            Assert.True(withLimit.Picks.Count(pick => pool.Strata["sex"][pick.Scan] == "F") <= 5);
        }
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public void Select_ConstantEmbeddingsAndSignals_StillFillsTheBatch(string name, bool onFloor)
    {
        var pool = new PoolColumns(
            Pools.Keys(new Random(3), 30), new float[60], 2, Pools.ConstantSignals(30), vectors: Pools.ConstantVectors(30));

        var batch = Of(name, onFloor).Select(pool, new SelectionRequest(12, 1));

        Assert.Equal(12, batch.Picks.Length);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public void Select_NeededColumnMissing_SaysWhichAndHowToGetIt(string name, bool onFloor)
    {
        var (strategy, pool) = (Of(name, onFloor), new PoolColumns([1, 2, 3]));
        if (strategy.Needs.AreMetBy(pool))
        {
            Assert.Equal(2, strategy.Select(pool, new SelectionRequest(2, 1)).Picks.Length);
            return;
        }

        var error = Assert.Throws<MissingSignalException>(() => strategy.Select(pool, new SelectionRequest(2, 1)));

        Assert.Contains(error.Signal, error.Message, StringComparison.Ordinal);
        Assert.Contains("train", error.HowToGet, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public void Select_CapBelowOneOrRowOutside_Refused(string name, bool onFloor)
    {
        var pool = Pools.Make(10, 1);
        var request = new SelectionRequest(2, 1);

        Assert.ThrowsAny<ArgumentException>(() => Of(name, onFloor).Select(pool, request with { MaxPerPatient = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => Of(name, onFloor).Select(pool, request with { Excluded = [10] }));
        Assert.ThrowsAny<ArgumentException>(() => Of(name, onFloor).Select(pool, request with { Taken = [-1] }));
    }

    private static IQueryStrategy Of(string name, bool onFloor)
    {
        var strategy = StrategyCatalogue.Named(name);
        return onFloor ? new FloorMix(strategy) : strategy;
    }

    private static IEnumerable<(PoolColumns Pool, int BatchSize)> PoolsAndSizes()
    {
        foreach (var batchSize in BatchSizes)
        {
            yield return (Pools.Make(50, batchSize, labelled: batchSize % 2 == 0 ? 0 : 9), batchSize);
            yield return (Pools.Make(45, 100 + batchSize, labelled: 3, patients: 20, strata: batchSize != 11), batchSize);
            yield return (Pools.Make(7, 200 + batchSize, width: 9), batchSize);
        }
    }
}
