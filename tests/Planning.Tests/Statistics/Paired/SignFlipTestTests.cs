using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Paired;

namespace ActiveSeg.Planning.Tests.Statistics.Paired;

public sealed class SignFlipTestTests
{
    [Theory]
    [InlineData(Alternative.TwoSided, 0.25)]
    [InlineData(Alternative.Greater, 0.125)]
    [InlineData(Alternative.Less, 1)]
    public void Test_ThreePositive_CountsEightArrangements(Alternative alternative, double expected)
    {
        var outcome = SignFlipTest.Test([1, 2, 4], alternative: alternative);

        Assert.Equal(expected, outcome.PValue, 14);
        Assert.Equal(7.0 / 3, outcome.Statistic, 14);
        Assert.True(outcome.IsExact);
    }

    [Fact]
    public void Test_RandomDifferences_EqualsFullEnumeration()
    {
        var random = new RandomStream(1);
        for (var n = 1; n <= 11; n++)
        {
            // Whole numbers, so that many sums tie and the threshold matters.
            var differences = Enumerable.Range(0, n).Select(_ => (double)random.Below(9) - 3).ToArray();
            foreach (var alternative in Enum.GetValues<Alternative>())
            {
                Assert.Equal(Enumerated(differences, alternative), SignFlipTest.Test(differences, 0, alternative).PValue, 12);
            }
        }
    }

    [Fact]
    public void Test_DrawnSigns_AreNearTheExactAnswer()
    {
        var differences = Simulated.Normal(new RandomStream(2), 20, 0.4);

        var exact = SignFlipTest.Test(differences);
        var drawn = SignFlipTest.Test(differences, 7, exactUpTo: 10);

        Assert.True(exact.IsExact);
        Assert.False(drawn.IsExact);
        Assert.InRange(drawn.PValue - exact.PValue, -4 * Simulated.Error(exact.PValue, 100_000), 4 * Simulated.Error(exact.PValue, 100_000));
        Assert.Equal(drawn, SignFlipTest.Test(differences, 7, exactUpTo: 10));
    }

    [Fact]
    public void Test_FarAway_IsNeverZeroWhenDrawn() =>
        Assert.Equal(1.0 / 1001, SignFlipTest.Test(Enumerable.Repeat(1.0, 60).ToArray(), 3, resamples: 1000).PValue, 12);

    [Fact]
    public void Test_AllZero_IsOne() => Assert.Equal(1, SignFlipTest.Test([0, 0, 0]).PValue);

    [Fact]
    public void Test_SymmetricSkewlessNull_RejectsAtItsLevel()
    {
        var random = new RandomStream(3);
        const int Runs = 4000;

        // Heavy-tailed and of unequal scatter: the test asks for symmetry only.
        var share = Simulated.Share(Runs, _ => SignFlipTest.Test(
            Enumerable.Range(1, 10).Select(i => i * random.Normal() / Math.Max(0.05, random.Unit())).ToArray()).PValue <= 0.05);

        Simulated.AssertShare(0.05, share, Runs);
    }

    [Fact]
    public void Test_NoPairs_IsNotEstimable() => Assert.Throws<NotEstimableException>(() => SignFlipTest.Test([]));

    [Fact]
    public void Test_NotFinite_IsRefused() => Assert.Throws<ArgumentException>(() => SignFlipTest.Test([1, double.NaN]));

    private static double Enumerated(double[] differences, Alternative alternative)
    {
        var observed = differences.Sum();
        var count = Enumerable.Range(0, 1 << differences.Length)
            .Select(bits => differences.Select((d, i) => (bits >> i & 1) == 0 ? d : -d).Sum())
            .Count(sum => alternative switch
            {
                Alternative.Greater => sum >= observed,
                Alternative.Less => sum <= observed,
                _ => Math.Abs(sum) >= Math.Abs(observed),
            });
        return (double)count / (1 << differences.Length);
    }
}
