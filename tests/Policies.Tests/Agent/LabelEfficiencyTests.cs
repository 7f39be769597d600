using ActiveSeg.Policies.Agent;

namespace ActiveSeg.Policies.Tests.Agent;

public sealed class LabelEfficiencyTests
{
    private static readonly ReferenceCurve Curve = ReferenceCurve.Assumed;

    [Fact]
    public void Between_OnTheCurve_IsOne()
    {
        var reward = LabelEfficiency.Between(Curve, Curve.DiceAt(40), Curve.DiceAt(45), 40, 45, 0.0045);

        Assert.Equal(1, reward.Value, 9);
        Assert.False(reward.IsClamped);
    }

    [Fact]
    public void Between_TwiceAsFast_IsTwo()
    {
        var reward = LabelEfficiency.Between(Curve, Curve.DiceAt(40), Curve.DiceAt(50), 40, 45, 0);

        Assert.Equal(2, reward.Value, 9);
        Assert.Equal(0, reward.Variance);
    }

    [Fact]
    public void Between_NoiseOfRetraining_VarianceMatchesSimulation()
    {
        var random = new Random(3);
        var rewards = Enumerable.Range(0, 20_000).Select(_ => LabelEfficiency.Between(
            Curve, Curve.DiceAt(20) + Noise(random), Curve.DiceAt(25) + Noise(random), 20, 25, 0.001).Value).ToArray();
        var mean = rewards.Average();

        var logged = LabelEfficiency.Between(Curve, Curve.DiceAt(20), Curve.DiceAt(25), 20, 25, 0.001).Variance;

        var measured = rewards.Average(reward => (reward - mean) * (reward - mean));
        Assert.InRange(measured / logged, 0.7, 1.1);
    }

    [Theory]
    [InlineData(0.94)]
    [InlineData(1.0)]
    [InlineData(0.0)]
    public void Between_DiceOffTheCurve_IsClampedWithLargeVariance(double dice)
    {
        var reward = LabelEfficiency.Between(Curve, Curve.DiceAt(100), dice, 100, 105, 0.0045);

        Assert.True(reward.IsClamped);
        Assert.InRange(reward.Value, ((105 / 4.0) - 100.001) / 5, ((105 * 4) - 99.999) / 5);
        Assert.True(reward.Variance >= 21 * 21);
    }

    [Fact]
    public void Between_BadInput_Refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => LabelEfficiency.Between(Curve, double.NaN, 0.5, 1, 2, 0));
        Assert.ThrowsAny<ArgumentException>(() => LabelEfficiency.Between(Curve, 0.5, 1.1, 1, 2, 0));
        Assert.ThrowsAny<ArgumentException>(() => LabelEfficiency.Between(Curve, 0.5, 0.6, 0, 2, 0));
        Assert.ThrowsAny<ArgumentException>(() => LabelEfficiency.Between(Curve, 0.5, 0.6, 2, 2, 0));
        Assert.ThrowsAny<ArgumentException>(() => LabelEfficiency.Between(Curve, 0.5, 0.6, 1, 2, -1));
    }

    private static double Noise(Random random) =>
        0.001 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
