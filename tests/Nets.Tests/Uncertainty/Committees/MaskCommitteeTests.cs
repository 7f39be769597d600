using ActiveSeg.Nets.Uncertainty.Committees;

namespace ActiveSeg.Nets.Tests.Uncertainty.Committees;

public sealed class MaskCommitteeTests
{
    [Fact]
    public void Dice_SmallMasks_IsTheHandCount()
    {
        var dice = MaskCommittee.Dice([[1, 1, 0, 2], [1, 0, 0, 2], [0, 0, 0, 0]], 4);

        Assert.Equal(2.0 / 3, dice[0][0, 1], 12);
        Assert.Equal(0, dice[0][0, 2]);
        Assert.Equal(1, dice[1][1, 0]);
        Assert.Equal(1, dice[0][2, 2]);
        Assert.Equal(1, dice[2][0, 2]);
    }

    [Fact]
    public void Dice_RandomMasksOverSeveralBlocks_AgreesWithCounting()
    {
        var masks = Enumerable.Range(0, 3).Select(k => MadeUpPasses.Mask(k, 3, 150_001)).ToArray();

        var dice = MaskCommittee.Dice(masks, 3);

        for (var (a, c) = (0, 1); c < 3; c++)
        {
            for (var b = 0; b < 3; b++)
            {
                var both = masks[a].Zip(masks[b]).Count(p => p.First == c && p.Second == c);
                Assert.Equal(2.0 * both / (masks[a].Count(v => v == c) + masks[b].Count(v => v == c)), dice[c - 1][a, b], 12);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(32)]
    public void Disagreement_UniformDisagreement_IsTheClosedForm(int k)
    {
        const double d = 0.3;

        var disagreement = MaskCommittee.Disagreement(SymmetricMatrix.Of(k, (a, b) => a == b ? 1 : 1 - d));

        var largest = 1 - ((k - 1) * d / k);
        var entropy = -(largest * Math.Log(largest)) - ((k - 1) * (d / k) * Math.Log(d / k));
        Assert.Equal(d, disagreement.Lambda, 10);
        Assert.Equal(d, disagreement.Mean, 10);
        Assert.Equal(entropy / Math.Log(k), disagreement.Entropy, 10);
    }

    [Fact]
    public void Disagreement_MasksThatAgreeOrShareNothing_IsZeroOrOne()
    {
        byte[][] same = [[0, 1, 1], [0, 1, 1], [0, 1, 1]], apart = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];

        Assert.Equal(new CommitteeDisagreement(0, 0, 0), Rounded(MaskCommittee.Disagreement(MaskCommittee.Dice(same, 2)[0])));
        Assert.Equal(new CommitteeDisagreement(1, 1, 1), Rounded(MaskCommittee.Disagreement(MaskCommittee.Dice(apart, 2)[0])));
        Assert.Equal(new CommitteeDisagreement(0, 0, 0), MaskCommittee.Disagreement(MaskCommittee.Dice([[1, 0]], 2)[0]));
        Assert.Equal(new CommitteeDisagreement(0, 0, 0), Rounded(MaskCommittee.Disagreement(MaskCommittee.Dice([[0], [0]], 2)[0])));
    }

    [Fact]
    public void Disagreement_RandomCommittees_KeepsToTheBoundsAndIgnoresOrder()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var shared = MadeUpPasses.Mask(seed, 2, 200);
            var masks = Enumerable.Range(0, 2 + random.Next(7)).Select(_ => shared.Select(v =>
                random.Next(3) == 0 ? (byte)random.Next(2) : v).ToArray()).ToArray();
            var dice = MaskCommittee.Dice(masks, 2)[0];

            var (a, b) = (MaskCommittee.Disagreement(dice), MaskCommittee.Disagreement(MaskCommittee.Dice([.. masks.Reverse()], 2)[0]));

            var rows = Enumerable.Range(0, masks.Length).Max(i => Enumerable.Range(0, masks.Length).Sum(j => 1 - dice[i, j]));
            Assert.InRange(a.Lambda, a.Mean - 1e-12, (rows / (masks.Length - 1)) + 1e-12);
            Assert.Equal(Rounded(a), Rounded(b));
            Assert.All(dice.Eigenvalues(), v => Assert.True(v > -1e-9));
        }
    }

    [Fact]
    public void Disagreement_TwoMembers_AllFormsAgreeOnTheMean()
    {
        var disagreement = MaskCommittee.Disagreement(MaskCommittee.Dice([[1, 1, 0], [1, 0, 0]], 2)[0]);

        Assert.Equal(1.0 / 3, disagreement.Lambda, 12);
        Assert.Equal(1.0 / 3, disagreement.Mean, 12);
    }

    [Fact]
    public void MeanOf_Structures_AveragesEachForm()
    {
        Assert.Equal(
            new CommitteeDisagreement(0.5, 0.25, 0.5),
            CommitteeDisagreement.MeanOf([new CommitteeDisagreement(1, 0.5, 0.75), new CommitteeDisagreement(0, 0, 0.25)]));
        Assert.Equal(new CommitteeDisagreement(0, 0, 0), CommitteeDisagreement.MeanOf([]));
    }

    [Fact]
    public void Dice_NoMasksOrDifferentLengths_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => MaskCommittee.Dice([], 2));
        Assert.Throws<ArgumentException>(() => MaskCommittee.Dice([[1], [1, 0]], 2));
    }

    private static CommitteeDisagreement Rounded(CommitteeDisagreement d) =>
        new(Math.Round(d.Lambda, 9), Math.Round(d.Entropy, 9), Math.Round(d.Mean, 9));
}
