using ActiveSeg.Volumes.Consensus;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Tests.Consensus;

public sealed class RaterAgreementTests
{
    [Fact]
    public void Measure_ThreeReads_GivesTheFiguresByHand()
    {
        LabelMap[] reads = [Row(1, 1, 0, 0), Row(1, 1, 1, 0), Row(1, 0, 0, 2)];

        var agreement = RaterAgreement.Measure(reads, [1, 2, 3]);

        // Structure 1, pairs: 4/5, 2/3, 2/4. Structure 2: neither 1, one 0, one 0.
        Assert.Equal([1, 2], agreement.PairwiseDice.Keys);
        Assert.Equal(((4.0 / 5) + (2.0 / 3) + 0.5) / 3, agreement.PairwiseDice[1], 12);
        Assert.Equal(1.0 / 3, agreement.PairwiseDice[2], 12);
        Assert.Equal((agreement.PairwiseDice[1] + agreement.PairwiseDice[2]) / 2, agreement.MeanPairwiseDice!.Value, 12);

        // Majority of the others: read 0 against 1000, read 1 against 1000, read 2 against 1100.
        Assert.Equal(((2.0 / 3) + 1) / 2, agreement.LeaveOneOutDice[0], 12);
        Assert.Equal(((2.0 / 4) + 1) / 2, agreement.LeaveOneOutDice[1], 12);
        Assert.Equal(((2.0 / 3) + 0) / 2, agreement.LeaveOneOutDice[2], 12);
    }

    [Fact]
    public void Measure_OneRead_HasNoAgreement()
    {
        var agreement = RaterAgreement.Measure([Row(1, 0, 0, 0)], [1]);

        Assert.Null(agreement.MeanPairwiseDice);
        Assert.Empty(agreement.LeaveOneOutDice);
    }

    [Fact]
    public void Measure_AllEmpty_IsPerfect() =>
        Assert.Equal(1, RaterAgreement.Measure([Row(0, 0, 0, 0), Row(0, 0, 0, 0)], [1]).MeanPairwiseDice);

    private static LabelMap Row(params byte[] labels) =>
        new(Grid.Aligned(new GridSize(4, 1, 1), new VectorMm(1, 1, 1)), labels);
}
