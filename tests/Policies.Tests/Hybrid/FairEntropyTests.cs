using System.Collections.Immutable;
using ActiveSeg.Policies.Hybrid;
using ActiveSeg.Policies.Selection;
using ActiveSeg.Policies.Tests.Uncertainty;

namespace ActiveSeg.Policies.Tests.Hybrid;

public sealed class FairEntropyTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(0, 1)]
    public void Select_TwentyTinyPools_TakesTheLargestWeightedEntropy(double exponent, double smoothing)
    {
        NaiveRanking.AssertTakesTheLargest(new FairEntropy(exponent, smoothing), (pool, scan) =>
        {
            var errors = Enumerable.Range(0, pool.Labelled.Count).Select(row => 1 - pool.Labelled.Signals["dice"][row]).ToArray();
            var own = Enumerable.Range(0, errors.Length)
                .Where(row => pool.Strata.All(column => pool.Labelled.Strata[column.Key][row] == column.Value[scan]))
                .Select(row => errors[row])
                .ToArray();
            var seen = own.Length + smoothing;
            var error = seen == 0 ? errors.Average() : (own.Sum() + (smoothing * errors.Average())) / seen;
            return pool.Signals["entropy_foreground"][scan] * Math.Pow(error / errors.Average(), exponent);
        });
    }

    [Fact]
    public void Select_SubgroupWithTwiceTheError_OvertakesAndSaysWhy()
    {
        var pool = Pool([0.3, 0.2, 0.1], ["F", "M", "M"], ["F", "M"], [0.9, 0.7]);

        var pick = new FairEntropy(smoothing: 0).Select(pool, new SelectionRequest(1, 1)).Picks.Single();

        Assert.Equal(1, pick.Scan);
        Assert.Equal(0.2 * 1.5, pick.Utility, 9);
        Assert.Equal(
            "foreground entropy 0.2 nats times 1.5 (stratum [sex M], mean Dice 0.7 on 1 labelled scans), higher than 66 % of the pool",
            pick.Reason);
    }

    [Fact]
    public void Select_NothingLabelledOrNoError_IsPlainEntropy()
    {
        var perfect = Pool([0.3, 0.2, 0.4], ["F", "M", "M"], ["F", "M"], [1, 1]);
        var unlabelled = Selection.Pools.Make(20, 1);

        Assert.Equal(2, new FairEntropy().Select(perfect, new SelectionRequest(1, 1)).Picks.Single().Scan);
        Assert.Equal(
            StrategyCatalogue.Named("predictive-entropy").Select(unlabelled, new SelectionRequest(5, 1)).Picks.Select(pick => pick.Scan),
            new FairEntropy().Select(unlabelled, new SelectionRequest(5, 1)).Picks.Select(pick => pick.Scan));
    }

    [Fact]
    public void Select_DiceOutsideItsRange_Refused() => Assert.ThrowsAny<ArgumentException>(() =>
        new FairEntropy().Select(Pool([0.3], ["F"], ["F"], [1.2]), new SelectionRequest(1, 1)));

    private static PoolColumns Pool(
        ImmutableArray<double> entropy, ImmutableArray<string> sex, ImmutableArray<string> labelledSex, ImmutableArray<double> dice) => new(
            [.. Enumerable.Range(1, entropy.Length).Select(i => (ulong)i)],
            signals: Selection.Pools.Signal(entropy),
            strata: new Dictionary<string, ImmutableArray<string>> { ["sex"] = sex },
            labelled: new LabelledColumns(
                [.. Enumerable.Range(100, dice.Length).Select(i => (ulong)i)],
                strata: new Dictionary<string, ImmutableArray<string>> { ["sex"] = labelledSex },
                signals: new Dictionary<string, ImmutableArray<double>> { ["dice"] = dice }));
}
