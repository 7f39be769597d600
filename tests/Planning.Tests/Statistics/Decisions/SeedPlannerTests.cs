using ActiveSeg.Planning.Statistics.Decisions;
using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Paired;

namespace ActiveSeg.Planning.Tests.Statistics.Decisions;

public sealed class SeedPlannerTests
{
    private static readonly double[] Differences = [0.002, 0.005, 0.01, 0.02];

    /// <summary>The planning table that the project's targets were set by.</summary>
    [Theory]
    [InlineData(0.002, 10, 4, 3, 3)]
    [InlineData(0.005, 52, 10, 5, 3)]
    [InlineData(0.010, 199, 34, 10, 5)]
    [InlineData(0.020, 787, 128, 34, 10)]
    public void Plan_FourDifferences_IsTheTable(double sd, int fifth, int half, int one, int two)
    {
        int[] seeds = [.. Differences.Select(difference => SeedPlanner.Plan(difference, sd).Seeds)];

        Assert.Equal([fifth, half, one, two], seeds);
    }

    [Fact]
    public void Plan_Answer_IsTheFirstToReachThePower()
    {
        var plan = SeedPlanner.Plan(0.005, 0.01);

        Assert.Equal(SeedPlanner.Power(plan.Seeds, 0.005, 0.01), plan.Power);
        Assert.True(plan.Power >= 0.8);
        Assert.True(SeedPlanner.Power(plan.Seeds - 1, 0.005, 0.01) < 0.8);
        Assert.Equal(plan, SeedPlanner.Plan(-0.005, 0.01) with { Difference = 0.005 });
    }

    [Fact]
    public void Power_NoDifference_IsTheLevel()
    {
        Assert.Equal(0.05, SeedPlanner.Power(2, 0, 1), 7);
        Assert.Equal(0.05, SeedPlanner.Power(8, 0, 1), 9);
        Assert.Equal(0.01, SeedPlanner.Power(500, 0, 1, 0.01), 9);
    }

    [Theory]
    [InlineData(3, 2.0)]
    [InlineData(10, 1.0)]
    [InlineData(34, 0.5)]
    public void Power_Simulated_IsWhatWasPlanned(int seeds, double difference)
    {
        var random = new RandomStream(61);
        const int Runs = 4000;

        var share = Simulated.Share(Runs, _ => PairedT.Test(Simulated.Normal(random, seeds, difference)).PValue <= 0.05);

        Simulated.AssertShare(SeedPlanner.Power(seeds, difference, 1), share, Runs);
    }

    [Fact]
    public void SmallestDifference_PutBack_HasThePower() =>
        Assert.Equal(0.8, SeedPlanner.Power(20, SeedPlanner.SmallestDifference(20, 0.01), 0.01), 6);

    [Fact]
    public void DeviationBound_FivePilotPairs_HoldsAsOftenAsSaid()
    {
        var random = new RandomStream(62);
        const int Runs = 3000;

        var share = Simulated.Share(Runs, _ => SeedPlanner.DeviationBound(Simulated.Normal(random, 5)) >= 1);

        Simulated.AssertShare(0.8, share, Runs);
    }
}
