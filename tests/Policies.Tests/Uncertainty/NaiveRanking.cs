using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Tests.Uncertainty;

/// <summary>Rankings by repeated search, to compare with.</summary>
internal static class NaiveRanking
{
    /// <summary>Twenty small pools with labelled scans and without patients, and a request for each.</summary>
    public static IEnumerable<(PoolColumns Pool, SelectionRequest Request)> TinyPools() =>
        Enumerable.Range(0, 20).Select(seed => (
            Selection.Pools.Make(8 + seed, 300 + seed, labelled: 5),
            new SelectionRequest(1 + (seed % 7), (ulong)seed) { Round = seed % 4, Rounds = 4 }));

    public static List<int> Open(PoolColumns pool) => [.. Enumerable.Range(0, pool.Count).Where(pool.IsSelectable)];

    /// <summary>The largest value again and again; no two values of the pools above are equal.</summary>
    public static List<int> Top(PoolColumns pool, int count, Func<int, double> value)
    {
        var (open, picked) = (Open(pool), new List<int>());
        while (picked.Count < count && open.Count > 0)
        {
            var best = open[0];
            foreach (var scan in open)
            {
                best = value(scan) > value(best) ? scan : best;
            }

            picked.Add(best);
            open.Remove(best);
        }

        return picked;
    }

    /// <summary>Asserts that a strategy takes the largest values in turn and logs them.</summary>
    public static void AssertTakesTheLargest(IQueryStrategy strategy, Func<PoolColumns, int, double> value)
    {
        foreach (var (pool, request) in TinyPools())
        {
            var picks = strategy.Select(pool, request).Picks;

            Assert.Equal(Top(pool, request.BatchSize, scan => value(pool, scan)), picks.Select(pick => pick.Scan));
            Assert.All(picks, pick => Assert.Equal(value(pool, pick.Scan), pick.Utility, 12));
            Assert.All(picks, pick => Assert.Null(pick.Propensity));
        }
    }
}
