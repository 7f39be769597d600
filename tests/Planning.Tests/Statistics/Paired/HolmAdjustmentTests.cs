using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Paired;

namespace ActiveSeg.Planning.Tests.Statistics.Paired;

public sealed class HolmAdjustmentTests
{
    [Fact]
    public void Adjust_FourValues_IsTheStepDownAnswer() =>
        Assert.Equal([0.03, 0.06, 0.06, 0.02], HolmAdjustment.Adjust([0.01, 0.04, 0.03, 0.005]), (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void Adjust_AnyValues_KeepsTheirOrderAndLiesBetweenRawAndBonferroni()
    {
        var random = new RandomStream(11);
        for (var run = 0; run < 200; run++)
        {
            var raw = Enumerable.Range(0, 1 + (run % 8)).Select(_ => random.Unit() * random.Unit()).ToArray();

            var adjusted = HolmAdjustment.Adjust(raw);

            Assert.All(raw, (p, i) => Assert.InRange(adjusted[i], p, Math.Min(1, p * raw.Length)));
            Assert.True(Enumerable.Range(0, raw.Length).OrderBy(i => raw[i]).Select(i => adjusted[i]).Zip(adjusted.Order()).All(x => x.First == x.Second));
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Adjust_NoPValue_IsRefused(double p) => Assert.Throws<ArgumentException>(() => HolmAdjustment.Adjust([0.5, p]));

    [Fact]
    public void Adjust_FivePoliciesAgainstOneBaseline_KeepsTheFamilyErrorWhereRawDoesNot()
    {
        var random = new RandomStream(12);
        const int Runs = 1500;
        var families = Enumerable.Range(0, Runs).Select(_ =>
        {
            var baseline = Simulated.Normal(random, 10);
            return Enumerable.Range(0, 5).Select(_ => SignFlipTest.Test(Simulated.Normal(random, 10).Zip(baseline, (a, b) => a - b).ToArray()).PValue).ToArray();
        }).ToArray();

        var raw = Simulated.Share(Runs, i => families[i].Any(p => p <= 0.05));
        var held = Simulated.Share(Runs, i => HolmAdjustment.Adjust(families[i]).Any(p => p <= 0.05));

        Assert.InRange(raw, 0.12, 0.23);
        Assert.InRange(held, 0.02, 0.05 + (3 * Simulated.Error(0.05, Runs)));
    }

    [Fact]
    public void Adjust_SomeHypothesesFalse_StillKeepsTheErrorOnTrueOnes()
    {
        var random = new RandomStream(13);
        const int Runs = 1500;

        var share = Simulated.Share(Runs, _ =>
        {
            double[][] samples = [Simulated.Normal(random, 12, 2), Simulated.Normal(random, 12, 2), Simulated.Normal(random, 12), Simulated.Normal(random, 12)];
            var adjusted = HolmAdjustment.Adjust(samples.Select(s => PairedT.Test(s).PValue).ToArray());
            return adjusted[2] <= 0.05 || adjusted[3] <= 0.05;
        });

        // Two true ones are left once both false ones are rejected, as they all but always are.
        Simulated.AssertShare(1 - (0.975 * 0.975), share, Runs);
    }
}
