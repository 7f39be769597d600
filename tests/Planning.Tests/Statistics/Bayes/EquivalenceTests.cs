using ActiveSeg.Planning.Statistics.Bayes;
using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Paired;

namespace ActiveSeg.Planning.Tests.Statistics.Bayes;

public sealed class EquivalenceTests
{
    [Fact]
    public void CorrelatedT_NoRegionNoCorrelation_IsTheOneSidedTTest()
    {
        var differences = Simulated.Normal(new RandomStream(80), 12, 0.3);

        var chances = CorrelatedT.Of(differences, region: 0);

        Assert.Equal(PairedT.Test(differences, Alternative.Greater).PValue, chances.Worse, 12);
        Assert.Equal(1, chances.Worse + chances.Equivalent + chances.Better, 12);
    }

    [Fact]
    public void CorrelatedT_CorrelatedFolds_AreLessSure()
    {
        var differences = Simulated.Normal(new RandomStream(81), 10, 1);

        Assert.True(CorrelatedT.Of(differences, 0.01, 0.1).Better < CorrelatedT.Of(differences, 0.01).Better);
    }

    [Fact]
    public void CorrelatedT_TruthFromThePrior_IsCalibrated()
    {
        // Truths from a wide prior: among all runs, the posterior chance of "better" must average to how often it was so.
        var random = new RandomStream(82);
        const int Runs = 3000;
        var runs = Enumerable.Range(0, Runs).Select(_ =>
        {
            var truth = 3 * random.Normal();
            return (Truth: truth, CorrelatedT.Of(Simulated.Normal(random, 8, truth), 0.5).Better);
        }).Where(run => run.Better is > 0.6 and < 0.95).ToArray();

        Assert.True(runs.Length > 100);
        Assert.InRange(runs.Average(run => run.Truth > 0.5 ? 1.0 : 0) - runs.Average(run => run.Better), -0.1, 0.1);
    }

    [Fact]
    public void SignedRank_ClearlyBetter_SaysSoAndMirrors()
    {
        double[] better = [0.03, 0.02, 0.04, 0.01, 0.05, 0.02, 0.03];

        var chances = BayesianSignedRank.Of(better, 1);
        var mirrored = BayesianSignedRank.Of(better.Select(d => -d).ToArray(), 1);

        Assert.True(chances.Better > 0.95, chances.ToString());
        Assert.Equal(chances.Better, mirrored.Worse, 12);
        Assert.Equal(1, chances.Worse + chances.Equivalent + chances.Better, 9);
    }

    [Fact]
    public void SignedRank_AllWithinTheRegion_IsEquivalent() =>
        Assert.Equal(1, BayesianSignedRank.Of([0.001, -0.002, 0.003, 0], 1, draws: 500).Equivalent, 12);
}
