using ActiveSeg.Planning.Statistics.Decisions;
using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Paired;

namespace ActiveSeg.Planning.Tests.Statistics.Decisions;

public sealed class NonInferiorityTests
{
    [Fact]
    public void Test_KnownDifferences_AgreesWithTheTTestAtTheMargin()
    {
        double[] differences = [0.002, -0.004, 0.006, 0.001, -0.007, 0.003];

        var outcome = NonInferiority.Test(differences, 0.005);

        Assert.Equal(PairedT.Test(differences, Alternative.Greater, -0.005).PValue, outcome.PValue);
        Assert.Equal(outcome.PValue < 0.05, outcome.IsNonInferior);
        Assert.Equal(1, outcome.PairsBelow);
        Assert.Equal(1.0 / 6, outcome.ShareBelow.Estimate, 12);
        Assert.Equal(PairedT.IntervalOfMean(differences, 0.9).Lower, outcome.LowerBound, 12);
    }

    [Fact]
    public void Test_WorseByTheMarginExactly_IsCalledNonInferiorAtTheLevel()
    {
        var random = new RandomStream(60);
        const int Runs = 4000;

        var share = Simulated.Share(Runs, _ => NonInferiority.Test(Simulated.Normal(random, 12, -0.5), 0.5).IsNonInferior);

        Simulated.AssertShare(0.05, share, Runs);
    }

    [Theory]
    [InlineData(0, 10, 0, 0.30850)]
    [InlineData(5, 10, 0.18709, 0.81291)]
    [InlineData(1, 20, 0.00127, 0.24873)]
    [InlineData(20, 20, 0.83157, 1)]
    public void Of_KnownShares_IsTheTable(int hits, int trials, double lower, double upper)
    {
        var interval = ClopperPearson.Of(hits, trials);

        Assert.Equal(lower, interval.Lower, 4);
        Assert.Equal(upper, interval.Upper, 4);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void Of_AnyChance_CoversAtLeastItsLevel(double chance)
    {
        // Summed over the binomial law, not simulated.
        var covered = 0.0;
        var term = Math.Pow(1 - chance, 30);
        for (var hits = 0; hits <= 30; hits++)
        {
            covered += ClopperPearson.Of(hits, 30).Holds(chance) ? term : 0;
            term *= (30 - hits) / (hits + 1.0) * chance / (1 - chance);
        }

        Assert.InRange(covered, 0.95, 1);
    }
}
