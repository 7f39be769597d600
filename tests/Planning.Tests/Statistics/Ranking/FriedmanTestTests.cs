using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Ranking;

namespace ActiveSeg.Planning.Tests.Statistics.Ranking;

public sealed class FriedmanTestTests
{
    // AUC of C4.5, C4.5+m, C4.5+cf and C4.5+m+cf on 14 datasets: Demsar, JMLR 2006, table 6.
    // His ranks count voting's .975 and .975 as apart, so the printed values hide a digit there; .97501 stands for it.
    private static readonly ImmutableArray<ImmutableArray<double>> Demsar =
    [
        [.763, .768, .771, .798], [.599, .591, .590, .569], [.954, .971, .968, .967], [.628, .661, .654, .657],
        [.882, .888, .886, .898], [.936, .931, .916, .931], [.661, .668, .609, .685], [.583, .583, .563, .625],
        [.775, .838, .866, .875], [1.0, 1.0, 1.0, 1.0], [.940, .962, .965, .962], [.619, .666, .614, .669],
        [.972, .981, .97501, .975], [.957, .978, .946, .970],
    ];

    [Fact]
    public void Test_DemsarsTable_IsHisAnswer()
    {
        var outcome = FriedmanTest.Test(Demsar);

        Assert.Equal([3.143, 2.000, 2.893, 1.964], outcome.AverageRanks.Select(rank => Math.Round(rank, 3)));

        // He prints 9.28 and F 3.69 without the correction for ties: one block of four ties, three of two.
        var spread = 1 - ((60 + (3 * 6)) / (14.0 * 4 * 15));
        Assert.Equal(9.28, outcome.ChiSquared * spread, 2);
        Assert.Equal(3.69, 13 * 9.28 / ((14 * 3) - 9.28), 2);
        Assert.True(outcome.F > 3.69);
        Assert.InRange(outcome.FPValue, 0.005, 0.02);
    }

    [Fact]
    public void Test_AllBlocksAlike_IsAsSureAsItGets()
    {
        var outcome = FriedmanTest.Test([[3, 2, 1], [6, 5, 4], [0.3, 0.2, 0.1]]);

        Assert.Equal([1, 2, 3], outcome.AverageRanks);
        Assert.Equal(6, outcome.ChiSquared, 10);
        Assert.Equal((double.PositiveInfinity, 0), (outcome.F, outcome.FPValue));
    }

    [Fact]
    public void Test_NothingButTies_IsOne() => Assert.Equal(1, FriedmanTest.Test([[1, 1, 1], [2, 2, 2]]).FPValue);

    [Fact]
    public void Test_NullIsTrue_RejectsNearItsLevel()
    {
        var random = new RandomStream(40);
        const int Runs = 3000;

        var share = Simulated.Share(Runs, _ => FriedmanTest.Test(
            [.. Enumerable.Range(0, 20).Select(_ => Simulated.Normal(random, 5).ToImmutableArray())]).FPValue <= 0.05);

        Simulated.AssertShare(0.05, share, Runs);
    }

    [Theory]
    [InlineData(2, 1.960, 1.645)]
    [InlineData(3, 2.343, 2.052)]
    [InlineData(4, 2.569, 2.291)]
    [InlineData(5, 2.728, 2.459)]
    [InlineData(6, 2.850, 2.589)]
    [InlineData(7, 2.949, 2.693)]
    [InlineData(8, 3.031, 2.780)]
    [InlineData(9, 3.102, 2.855)]
    [InlineData(10, 3.164, 2.920)]
    public void UpperQuantile_OverRootTwo_IsDemsarsTable(int policies, double five, double ten)
    {
        // His table is rounded or cut, to within a thousandth.
        Assert.InRange(StudentisedRange.UpperQuantile(0.05, policies) / Math.Sqrt(2), five - 0.0011, five + 0.0011);
        Assert.InRange(StudentisedRange.UpperQuantile(0.10, policies) / Math.Sqrt(2), ten - 0.0011, ten + 0.0011);
    }

    [Fact]
    public void Cdf_TwoGroups_IsTheNormalOne()
    {
        Assert.Equal(1 - (2 * Tails.NormalAbove(2 / Math.Sqrt(2))), StudentisedRange.Cdf(2, 2), 12);
        Assert.Equal(0, StudentisedRange.Cdf(-1, 3));
        Assert.Equal(1, StudentisedRange.Cdf(30, 3), 12);
    }

    [Fact]
    public void Cdf_TwelveGroups_IsWhatIsSimulated()
    {
        var random = new RandomStream(41);
        const int Runs = 20_000;

        var share = Simulated.Share(Runs, _ => Simulated.Normal(random, 12) is var z && z.Max() - z.Min() <= 3.2);

        Simulated.AssertShare(StudentisedRange.Cdf(3.2, 12), share, Runs);
    }

    [Fact]
    public void CriticalDifference_DemsarsExample_IsHis() => Assert.Equal(1.25, Nemenyi.CriticalDifference(4, 14), 2);

    [Fact]
    public void Groups_OverlappingRuns_AreTheLargestOnes() =>
        Assert.Equal([[2, 0], [0, 3, 1]], Nemenyi.Groups([2.0, 3.6, 1.0, 3.0, 6.0], 1.6).Select(run => run.ToArray()));

    [Fact]
    public void Groups_AllApart_AreNone() => Assert.Empty(Nemenyi.Groups([1, 2, 3], 0.5));

    [Fact]
    public void Groups_NullIsTrue_AreOneAsOftenAsTheLevelSays()
    {
        var random = new RandomStream(42);
        const int Runs = 2000;
        var critical = Nemenyi.CriticalDifference(4, 30);

        var share = Simulated.Share(Runs, _ =>
        {
            var ranks = FriedmanTest.Test([.. Enumerable.Range(0, 30).Select(_ => Simulated.Normal(random, 4).ToImmutableArray())]).AverageRanks;
            return Nemenyi.Groups(ranks, critical) is [{ Length: 4 }];
        });

        // The range of ranks is discrete and its normal law approximate: a little above the nominal .95.
        Assert.InRange(share, 0.94, 0.98);
    }
}
