using ActiveSeg.Planning.Statistics.Numerics;
using ActiveSeg.Planning.Statistics.Summaries;

namespace ActiveSeg.Planning.Tests.Statistics.Summaries;

public sealed class CurveSummariesTests
{
    [Theory]
    [InlineData(BudgetAxis.Logarithmic)]
    [InlineData(BudgetAxis.Linear)]
    [InlineData(BudgetAxis.EqualSteps)]
    public void Aulc_ConstantCurve_IsItsValue(BudgetAxis axis) =>
        Assert.Equal(0.1, CurveSummaries.Aulc(new BudgetCurve([3, 10, 11, 80], [0.1, 0.1, 0.1, 0.1]), axis), 14);

    [Theory]
    [InlineData(BudgetAxis.Logarithmic, (0.5 + 0.75 + 0.75 + 0.95) / 4)]
    [InlineData(BudgetAxis.Linear, ((0.5 + 0.75) * 10 / 2 + (0.75 + 0.95) * 20 / 2) / 30)]
    [InlineData(BudgetAxis.EqualSteps, (0.5 + 0.75 + 0.75 + 0.95) / 4)]
    public void Aulc_ThreeDoublings_WeighsByTheAxis(BudgetAxis axis, double expected) =>
        Assert.Equal(expected, CurveSummaries.Aulc(new BudgetCurve([10, 20, 40], [0.5, 0.75, 0.95]), axis), 14);

    [Fact]
    public void Aulc_UnevenBudgets_DiffersByTheAxis()
    {
        var curve = new BudgetCurve([10, 20, 100], [0, 0.5, 1]);

        Assert.Equal(((0.25 * 10) + (0.75 * 80)) / 90, CurveSummaries.Aulc(curve, BudgetAxis.Linear), 14);
        Assert.Equal(0.5, CurveSummaries.Aulc(curve, BudgetAxis.EqualSteps), 14);
        Assert.Equal(((0.25 * Math.Log(2)) + (0.75 * Math.Log(5))) / Math.Log(10), CurveSummaries.Aulc(curve), 14);
        Assert.Equal((0.25 * 10) + (0.75 * 80), CurveSummaries.Area(curve), 12);
        Assert.Equal(1, CurveSummaries.Final(curve));
    }

    [Fact]
    public void Aulc_OnePoint_IsNotEstimable() =>
        Assert.Throws<NotEstimableException>(() => CurveSummaries.Aulc(new BudgetCurve([10], [0.5])));

    [Fact]
    public void LabelsTo_BetweenBudgets_IsInterpolated()
    {
        var labels = CurveSummaries.LabelsTo(new BudgetCurve([10, 20, 40], [0.5, 0.7, 0.9]), 0.75);

        Assert.Equal(Crossing.Reached, labels.Crossing);
        Assert.Equal(25, labels.AtLeast, 12);
        Assert.Equal(25, labels.AtMost, 12);
    }

    [Fact]
    public void LabelsTo_ASpikeThatFallsBack_DoesNotCountAsReached()
    {
        var labels = CurveSummaries.LabelsTo(new BudgetCurve([10, 20, 40, 80], [0.5, 0.9, 0.6, 0.7]), 0.8);

        Assert.Equal(LabelsToTarget.NotReached(80), labels);
        Assert.Equal((80, double.PositiveInfinity), (labels.AtLeast, labels.AtMost));
    }

    [Fact]
    public void LabelsTo_TargetBelowTheStart_IsCensoredFromTheLeft() =>
        Assert.Equal(LabelsToTarget.ReachedAtStart(10), CurveSummaries.LabelsTo(new BudgetCurve([10, 20], [0.5, 0.7]), 0.4));

    [Fact]
    public void LabelsRatio_TwiceAsFast_IsHalf()
    {
        var random = new BudgetCurve([10, 20, 40, 80], [0.4, 0.5, 0.6, 0.7]);
        var fast = new BudgetCurve([10, 20, 40, 80], [0.5, 0.6, 0.7, 0.8]);

        var ratio = CurveSummaries.LabelsRatio(fast, random, fullValue: 0.65, share: 1);
        var speedUp = CurveSummaries.SpeedUp(fast, random);

        Assert.True(ratio.IsKnown);
        Assert.Equal(30.0 / 60, ratio.AtLeast, 12);
        Assert.Equal(80.0 / 40, speedUp.AtLeast, 12);
    }

    [Fact]
    public void LabelsRatio_OneSideCensored_IsABound()
    {
        var slow = new BudgetCurve([10, 20, 40], [0.4, 0.5, 0.6]);
        var fast = new BudgetCurve([10, 20, 40], [0.5, 0.7, 0.9]);

        var saving = CurveSummaries.LabelsRatio(fast, slow, 0.8, 1);
        var waste = CurveSummaries.LabelsRatio(slow, fast, 0.8, 1);

        Assert.Equal(0, saving.AtLeast);
        Assert.Equal(30.0 / 40, saving.AtMost, 12);
        Assert.Equal(40.0 / 30, waste.AtLeast, 12);
        Assert.Equal(double.PositiveInfinity, waste.AtMost);
        Assert.Equal(new LabelRatio(0, double.PositiveInfinity), CurveSummaries.LabelsRatio(slow, fast, 0.95, 1));
    }

    [Fact]
    public void Fit_FallingParts_ArePooled()
    {
        Assert.Equal([1, 2.5, 2.5, 4], Isotonic.Fit([1, 3, 2, 4]));
        Assert.Equal([2, 2, 2], Isotonic.Fit([3, 2, 1]));
    }

    [Fact]
    public void Fit_AnyValues_IsTheMinMaxFormula()
    {
        var random = new RandomStream(4);
        for (var run = 0; run < 50; run++)
        {
            var values = Simulated.Normal(random, 9);

            var fit = Isotonic.Fit(values);

            Assert.Equal(
                Enumerable.Range(0, 9).Select(k => Enumerable.Range(0, k + 1).Max(i => Enumerable.Range(k, 9 - k).Min(j => values[i..(j + 1)].Average()))),
                fit,
                (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    [Fact]
    public void Unsaturated_BudgetWhereAllAreAtTheTop_IsLeftOut()
    {
        var one = new BudgetCurve([10, 20, 40], [0.8, 0.895, 0.899]);
        var two = new BudgetCurve([10, 20, 40], [0.7, 0.880, 0.892]);

        Assert.Equal([10, 20], Saturation.Unsaturated([one, two], 0.9));
        Assert.Equal([10], Saturation.Unsaturated([one], 0.9));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(20, 20)]
    [InlineData(20, 10)]
    [InlineData(double.NaN, 10)]
    public void BudgetCurve_BudgetsThatDoNotRise_AreRefused(double first, double second) =>
        Assert.ThrowsAny<ArgumentException>(() => new BudgetCurve([first, second], [0, 1]));
}
