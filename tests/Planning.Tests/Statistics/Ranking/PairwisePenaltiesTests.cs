using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Ranking;

namespace ActiveSeg.Planning.Tests.Statistics.Ranking;

public sealed class PairwisePenaltiesTests
{
    private static readonly ImmutableArray<string> Names = ["a", "b", "c"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_OneAlwaysAhead_FillsItsCellToOneAndNoFurther(bool skipFirst)
    {
        var values = Values(new RandomStream(50), [0.2, 0, 0], budgets: 4);

        var matrix = PairwisePenalties.Of(Names, values, skipFirst: skipFirst);

        Assert.Equal(1, matrix.Cells[0][1]);
        Assert.Equal(1, matrix.Cells[0][2]);
        Assert.Equal(skipFirst ? 3 : 4, matrix.Budgets);
        Assert.All(matrix.Cells, row => Assert.All(row, cell => Assert.InRange(cell, 0, 1)));
        Assert.Equal(1, matrix.Wins(0));
        Assert.Equal(0, matrix.Losses(0));
    }

    [Fact]
    public void Of_FirstBudgetShared_CountsItUnlessSkipped()
    {
        var values = Values(new RandomStream(51), [0.2, 0, 0], budgets: 4)
            .Select(policy => policy.SetItem(0, [.5, .6, .7, .8, .5, .6])).ToImmutableArray();

        Assert.Equal(0.75, PairwisePenalties.Of(Names, values).Cells[0][1]);
        Assert.Equal(1, PairwisePenalties.Of(Names, values, skipFirst: true).Cells[0][1]);
    }

    [Fact]
    public void Of_NoDifference_WinsAtTheLevelAndHardlyEverOnceAdjusted()
    {
        var random = new RandomStream(52);
        const int Runs = 300;
        var tables = Enumerable.Range(0, Runs).Select(_ => Values(random, [0, 0, 0], budgets: 5)).ToArray();

        var raw = tables.Average(table => PairwisePenalties.Of(Names, table).Cells.Sum(row => row.Sum()) / 3);
        var family = Simulated.Share(Runs, i => PairwisePenalties.Of(Names, tables[i], adjust: true).Cells.Any(row => row.Any(cell => cell > 0)));

        Assert.InRange(raw, 0.03, 0.07);
        Assert.InRange(family, 0, 0.05 + (3 * Simulated.Error(0.05, Runs)));
    }

    [Fact]
    public void Average_TwoSettings_StaysWithinOne()
    {
        var ahead = PairwisePenalties.Of(Names, Values(new RandomStream(53), [0.2, 0, 0], 4));
        var behind = PairwisePenalties.Of(Names, Values(new RandomStream(54), [-0.2, 0, 0], 4));

        var average = PairwisePenalties.Average([ahead, behind]);

        Assert.Equal((0.5, 0.5, 2), (average.Cells[0][1], average.Cells[1][0], average.Settings));
        Assert.Throws<ArgumentException>(() => PairwisePenalties.Average([ahead, PairwisePenalties.Of(Names, Values(new RandomStream(1), [0, 0, 0], 4), adjust: true)]));
    }

    [Fact]
    public void Of_OnlyTheSkippedBudget_IsNotEstimable() =>
        Assert.Throws<NotEstimableException>(() => PairwisePenalties.Of(Names, Values(new RandomStream(1), [0, 0, 0], 1), skipFirst: true));

    // Shape [policy][budget][seed], six seeds whose level is shared by all policies.
    private static ImmutableArray<ImmutableArray<ImmutableArray<double>>> Values(RandomStream random, double[] shifts, int budgets)
    {
        var levels = Simulated.Normal(random, 6, 0.6, 0.03);
        return
        [
            .. shifts.Select(shift => Enumerable.Range(0, budgets)
                .Select(_ => levels.Select(level => level + shift + (0.005 * random.Normal())).ToImmutableArray()).ToImmutableArray()),
        ];
    }
}
