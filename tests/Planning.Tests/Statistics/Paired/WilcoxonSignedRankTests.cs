using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Paired;

namespace ActiveSeg.Planning.Tests.Statistics.Paired;

public sealed class WilcoxonSignedRankTests
{
    [Fact]
    public void Test_FivePositive_IsTheSmallestPossible()
    {
        var outcome = WilcoxonSignedRank.Test([0.1, 0.4, 0.2, 0.5, 0.3]);

        Assert.Equal(15, outcome.Statistic);
        Assert.Equal(2.0 / 32, outcome.PValue, 14);
    }

    [Fact]
    public void Test_DarwinsMaize_IsTheTextbookAnswer()
    {
        // Darwin's cross- and self-fertilised maize, eighths of an inch: T- = 24 of 15 pairs.
        double[] maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

        var outcome = WilcoxonSignedRank.Test(maize);

        Assert.Equal(96, outcome.Statistic);
        Assert.Equal(0.04126, outcome.PValue, 5);
        Assert.Equal(0.0497, PairedT.Test(maize).PValue, 4);

        // Fisher 1935, section 21: 863 of 32,768 arrangements on either side.
        Assert.Equal(2 * 863 / 32768.0, SignFlipTest.Test(maize).PValue, 12);
    }

    [Theory]
    [InlineData(ZeroDifferences.Discarded)]
    [InlineData(ZeroDifferences.RankedFirst)]
    public void Test_TiesAndZeros_EqualsFullEnumeration(ZeroDifferences zeros)
    {
        var random = new RandomStream(5);
        for (var run = 0; run < 20; run++)
        {
            var differences = Enumerable.Range(0, 10).Select(_ => (double)random.Below(9) - 3).ToArray();

            var outcome = WilcoxonSignedRank.Test(differences, zeros);

            Assert.Equal(Enumerated(differences, zeros), outcome.PValue, 12);
        }
    }

    [Fact]
    public void Test_Approximation_IsNearTheExactTail()
    {
        var differences = Simulated.Normal(new RandomStream(6), 40, 0.3);

        var exact = WilcoxonSignedRank.Test(differences);
        var normal = WilcoxonSignedRank.Test(differences, exactUpTo: 0);

        Assert.True(exact.IsExact);
        Assert.False(normal.IsExact);
        Assert.InRange(normal.PValue, 0.8 * exact.PValue, 1.2 * exact.PValue);
    }

    [Fact]
    public void Test_NullIsTrue_RejectsAtMostAtItsLevel()
    {
        var random = new RandomStream(8);
        const int Runs = 4000;

        var share = Simulated.Share(Runs, _ => WilcoxonSignedRank.Test(Simulated.Normal(random, 12)).PValue <= 0.05);

        // 0.0425 is the largest chance at most .05 that twelve pairs can have.
        Simulated.AssertShare(0.0425, share, Runs);
    }

    [Fact]
    public void Test_ShiftedBySd_IsFoundAsOftenAsTheTTestNearly()
    {
        var random = new RandomStream(9);
        const int Runs = 2000;

        var share = Simulated.Share(Runs, _ => WilcoxonSignedRank.Test(Simulated.Normal(random, 20, 0.7)).PValue <= 0.05);

        // Asymptotic efficiency 3/pi against t: its power with 19.1 pairs is .83; t's with 20 is .85.
        Assert.InRange(share, 0.79, 0.87);
    }

    [Fact]
    public void Test_AllZero_IsOne() => Assert.Equal(new TestOutcome(0, 1, 0, true), WilcoxonSignedRank.Test([0, 0]));

    private static double Enumerated(double[] differences, ZeroDifferences zeros)
    {
        var kept = zeros == ZeroDifferences.Discarded ? differences.Where(d => d != 0).ToArray() : differences;
        var ranks = kept.Select(d => kept.Count(o => Math.Abs(o) < Math.Abs(d)) + ((kept.Count(o => Math.Abs(o) == Math.Abs(d)) + 1) / 2.0)).ToArray();
        var used = Enumerable.Range(0, kept.Length).Where(i => kept[i] != 0).ToArray();
        var observed = used.Where(i => kept[i] > 0).Sum(i => ranks[i]);
        var sums = Enumerable.Range(0, 1 << used.Length).Select(bits => used.Where((_, i) => (bits >> i & 1) == 1).Sum(i => ranks[i])).ToArray();
        var tail = Math.Min(sums.Count(sum => sum >= observed), sums.Count(sum => sum <= observed));
        return Math.Min(1, 2.0 * tail / sums.Length);
    }
}
