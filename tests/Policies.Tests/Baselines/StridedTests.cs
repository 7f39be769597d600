using System.Collections.Immutable;
using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Uncertainty;

namespace ActiveSeg.Policies.Tests.Baselines;

public sealed class StridedTests
{
    [Fact]
    public void Select_TwentyTinyPools_TakesOneScanOfEveryStretch()
    {
        foreach (var (pool, request) in NaiveRanking.TinyPools())
        {
            var line = NaiveRanking.Open(pool).OrderBy(scan => pool.Signals[ColumnNames.AcquisitionOrder][scan]).ToList();
            var stride = line.Count / (double)Math.Min(request.BatchSize, line.Count);

            var picks = new Strided().Select(pool, request).Picks;

            var places = picks.Select(pick => line.IndexOf(pick.Scan)).ToArray();
            Assert.Equal(Math.Min(request.BatchSize, line.Count), places.Length);
            Assert.InRange(places[0], 0, stride);
            Assert.All(places.Zip(places.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, Math.Floor(stride), Math.Ceiling(stride)));
        }
    }

    [Fact]
    public void Select_ManySeeds_PicksEveryScanEquallyOften()
    {
        var pool = new PoolColumns(
            [1, 2, 3, 4, 5, 6, 7],
            signals: new Dictionary<string, ImmutableArray<double>> { [ColumnNames.AcquisitionOrder] = [7, 6, 5, 4, 3, 2, 1] });
        var counts = new int[7];
        for (var seed = 0UL; seed < 3500; seed++)
        {
            foreach (var pick in new Strided().Select(pool, new SelectionRequest(2, seed)).Picks)
            {
                counts[pick.Scan]++;
            }
        }

        Assert.All(counts, count => Assert.InRange(count, 1000 - 130, 1000 + 130));
    }

    [Fact]
    public void Select_PlaceClosedByACap_TakesTheNextOpenOne()
    {
        var pool = new PoolColumns(
            [1, 2, 3, 4],
            signals: new Dictionary<string, ImmutableArray<double>> { [ColumnNames.AcquisitionOrder] = [1, 2, 3, 4] },
            patients: [1, 5, 1, 6]);

        for (var seed = 0UL; seed < 20; seed++)
        {
            var scans = new Strided().Select(pool, new SelectionRequest(2, seed)).Picks.Select(pick => pick.Scan).ToArray();

            Assert.True(scans is [0, 3] or [1, 3]);
        }
    }
}
