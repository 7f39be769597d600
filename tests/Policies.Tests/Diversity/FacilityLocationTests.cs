using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Diversity;
using ActiveSeg.Policies.Facility;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Coverage;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Diversity;

public sealed class FacilityLocationTests
{
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(0L)]
    public void Select_TwentyTinyPools_IsTheNaiveGreedy(long mostPairs)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var pool = Pools.Make(20 + (seed * 3), seed, labelled: seed % 4 == 0 ? 0 : seed, width: 2 + seed);

            var picks = new FacilityLocation(int.MaxValue, 1, mostPairs).Select(pool, new SelectionRequest(9, 1)).Picks;

            NaiveFacility.AssertGreedy(pool, NaiveFacility.Open(pool), NaiveFacility.Labelled(pool), picks, 9, _ => true);
        }
    }

    [Fact]
    public void Select_PoolOfPivots_ListsAndMeasuredGainsAgree()
    {
        var pool = Pools.Make(900, 5, labelled: 60, width: 12);
        var request = new SelectionRequest(40, 3);

        var listed = new FacilityLocation(int.MaxValue, 1, long.MaxValue).Select(pool, request).Picks;
        var measured = new FacilityLocation(int.MaxValue, 1, 0).Select(pool, request).Picks;

        Assert.Equal(measured.Sum(pick => pick.Utility), listed.Sum(pick => pick.Utility), 1e-3);
        Assert.All(measured.Zip(listed), pair => Assert.Equal(pair.First.Utility, pair.Second.Utility, 1e-3));
    }

    [Fact]
    public void Select_SampledCandidates_NearlyReachesTheExactObjective()
    {
        var pool = Pools.Make(600, 8, labelled: 10, width: 6);

        var exact = new FacilityLocation(int.MaxValue, 1).Select(pool, new SelectionRequest(20, 1)).Picks;
        var sampled = new FacilityLocation(10, 150).Select(pool, new SelectionRequest(20, 1)).Picks;

        Assert.Equal(20, sampled.Length);
        Assert.NotEqual(exact.Select(pick => pick.Scan), sampled.Select(pick => pick.Scan));
        Assert.InRange(sampled.Sum(pick => pick.Utility) / exact.Sum(pick => pick.Utility), 0.85, 1);
        Assert.Contains("drawn from the pool", sampled[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Objective_ChosenRows_IsTheNaiveSum()
    {
        var pool = Pools.Make(40, 2, labelled: 5, width: 4);
        var open = NaiveFacility.Open(pool);
        var greedy = new FacilityGreedy(
            ScaledRows.Normalised(ScaledRows.OfScans(pool, open)),
            ScaledRows.Normalised(ScaledRows.OfCentres(pool, new SelectionRequest(1, 1))));

        Assert.Equal(NaiveFacility.Objective(pool, open, NaiveFacility.Labelled(pool)), greedy.Objective, 1e-3);
    }
}
