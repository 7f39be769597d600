using ActiveSeg.Planning.Statistics.Paired;

namespace ActiveSeg.Planning.Tests.Statistics.Paired;

public sealed class EffectSizesTests
{
    [Fact]
    public void Of_KnownDifferences_IsWorkedByHand()
    {
        var effect = EffectSizes.Of([3, -1, 2, 0]);

        Assert.Equal(1, effect.MeanDifference, 12);
        Assert.Equal(1 / Math.Sqrt(10.0 / 3), effect.CohenDz, 12);
        Assert.Equal((3 + 2 - 1) / 6.0, effect.RankBiserial, 12);
        Assert.Equal(2.5 / 4, effect.ProbabilityOfSuperiority, 12);
    }

    [Fact]
    public void Of_SignsTurned_IsMirrored()
    {
        var (up, down) = (EffectSizes.Of([3, -1, 2, 0.5]), EffectSizes.Of([-3, 1, -2, -0.5]));

        Assert.Equal(-up.CohenDz, down.CohenDz, 12);
        Assert.Equal(-up.RankBiserial, down.RankBiserial, 12);
        Assert.Equal(1 - up.ProbabilityOfSuperiority, down.ProbabilityOfSuperiority, 12);
    }

    [Fact]
    public void Of_AllAlike_HasNoFiniteStandardisedSize()
    {
        Assert.Equal(double.PositiveInfinity, EffectSizes.Of([0.1, 0.1, 0.1]).CohenDz);
        Assert.Equal(new EffectSizes(0, 0, 0, 0.5), EffectSizes.Of([0, 0]));
    }
}
