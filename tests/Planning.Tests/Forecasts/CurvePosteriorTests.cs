using ActiveSeg.Planning.Curves;
using ActiveSeg.Planning.Forecasts;

namespace ActiveSeg.Planning.Tests.Forecasts;

public sealed class CurvePosteriorTests
{
    private static readonly double[] Counts = [10, 15, 20, 25, 30, 35, 40, 45, 50];
    private static readonly LearningCurve Truth = new(CurveFamily.Exp3, 0.88, 0.35, 25, 0, 10);

    private static CurveObservation[] Measured(int seed = 1, double noise = 0.0045) =>
        [.. Counts.Select((n, i) => new CurveObservation(n, Truth.ValueAt(n) + (noise * Math.Sin((seed * 7.3) + (i * 2.9)))))];

    [Fact]
    public void At_ExponentialCurve_HoldsTheTruth()
    {
        var forecast = CurvePosterior.Estimate(Measured()).At(200);

        Assert.InRange(Truth.ValueAt(200), forecast.Low, forecast.High);
        Assert.Equal(Truth.ValueAt(200), forecast.Median, 0.03);
        Assert.True(forecast.High - forecast.Low > 0.01);
    }

    [Fact]
    public void Estimate_SameSeed_SameAnswerInAnyOrder()
    {
        var points = Measured();

        var one = CurvePosterior.Estimate(points);
        var two = CurvePosterior.Estimate(points.Reverse());

        Assert.Equal(one.Draws, two.Draws);
        Assert.Equal(one.At(120), two.At(120));
        Assert.Equal(2000, one.Draws.Length);
        Assert.Equal(1, one.Families.Sum(family => family.Probability), 9);
    }

    [Fact]
    public void Estimate_FarMorePoints_PrefersTheFamilyThatMadeThem()
    {
        var truth = new LearningCurve(CurveFamily.Pow3, 0.93, 0.4, 0.5, 0, 5);
        var points = Enumerable.Range(1, 60).Select(i => new CurveObservation(5 * i, truth.ValueAt(5 * i), 0.001));

        var families = CurvePosterior.Estimate(points).Families.ToDictionary(family => family.Family, family => family.Probability);

        Assert.True(families[CurveFamily.Pow3] > 0.3);
        Assert.True(families[CurveFamily.Exp3] < 1e-6);
    }

    [Fact]
    public void Estimate_FourCounts_IsNotEstimable()
    {
        var refusal = Assert.Throws<NotEstimableException>(() =>
            CurvePosterior.Estimate([new(10, 0.5), new(10, 0.51), new(15, 0.6), new(20, 0.65), new(25, 0.7)]));

        Assert.Contains("5 different", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0.5, null, 1)]
    [InlineData(double.NaN, 0.5, null, 1)]
    [InlineData(10, 1.1, null, 1)]
    [InlineData(10, double.NaN, null, 1)]
    [InlineData(10, 0.5, -0.1, 1)]
    [InlineData(10, 0.5, null, 0)]
    public void Estimate_PointOutOfRange_IsRefused(double labelled, double value, double? sd, int repeats) =>
        Assert.Throws<ArgumentException>(() => CurvePosterior.Estimate(Measured().Append(new(labelled, value, sd, repeats))));

    [Fact]
    public void Estimate_CurveThatFalls_IsFlagged()
    {
        var points = Measured();
        points[5] = points[5] with { Value = points[4].Value - 0.08 };

        var segment = Assert.Single(CurvePosterior.Estimate(points.Select(point => point with { RetrainSd = 0.005 })).NonMonotone);

        Assert.Equal((30, 35), (segment.From, segment.To));
        Assert.Equal(0.08, segment.Drop, 9);
    }

    [Fact]
    public void Estimate_CurveThatRises_IsNotFlagged() => Assert.Empty(CurvePosterior.Estimate(Measured()).NonMonotone);

    [Fact]
    public void LabelsTo_ReachableTarget_IsADistributionAroundTheTruth()
    {
        var labels = CurvePosterior.Estimate(Measured()).LabelsTo(0.84);

        Assert.True(labels.Tenth <= labels.Median && labels.Median <= labels.Ninetieth);
        Assert.InRange(Truth.LabelsTo(0.84, 1000), labels.Tenth / 1.25, labels.Ninetieth * 1.25);
        Assert.True(labels.Reachable > 0.8 && labels.WithinHorizon <= labels.Reachable);
    }

    [Fact]
    public void LabelsTo_AboveAgreementOfRaters_IsHardlyReachable()
    {
        var points = Measured();

        var capped = CurvePosterior.Estimate(points, new() { InterRaterDice = 0.85 }).LabelsTo(0.88);
        var free = CurvePosterior.Estimate(points).LabelsTo(0.88);

        Assert.True(capped.Reachable < 0.01);
        Assert.True(free.Reachable > 0.2);
        Assert.Equal(double.PositiveInfinity, capped.Tenth);
    }

    [Fact]
    public void LabelsTo_HigherTarget_NeedsMoreAndIsLessLikely()
    {
        var posterior = CurvePosterior.Estimate(Measured());

        var low = posterior.LabelsTo(0.8);
        var high = posterior.LabelsTo(0.86);

        Assert.True(low.Median < high.Median);
        Assert.True(low.Reachable >= high.Reachable);
    }

    [Fact]
    public void Gain_LaterRound_IsWorthLess()
    {
        var posterior = CurvePosterior.Estimate(Measured());

        var next = posterior.Gain(10);
        var later = posterior.Gain(10, 150);

        Assert.True(next.Expected > later.Expected);
        Assert.InRange(Truth.ValueAt(60) - Truth.ValueAt(50), next.Low, next.High);
    }

    [Fact]
    public void At_SmallerRetrainingNoise_IsNarrower()
    {
        var points = Measured(noise: 0);

        var quiet = CurvePosterior.Estimate(points.Select(point => point with { RetrainSd = 0.002, Repeats = 4 })).At(100);
        var loud = CurvePosterior.Estimate(points.Select(point => point with { RetrainSd = 0.02 })).At(100);

        Assert.True(quiet.High - quiet.Low < 0.6 * (loud.High - loud.Low));
    }

    [Fact]
    public void Estimate_TwoStartSets_ShareTheAsymptote()
    {
        var low = Truth with { Gap = 0.38 };
        var high = Truth with { Gap = 0.32 };
        var points = Counts.SelectMany(n => (CurveObservation[])
            [new(n, low.ValueAt(n), 0.004, 1, 1), new(n, high.ValueAt(n), 0.004, 1, 2)]).ToArray();

        var split = CurvePosterior.Estimate(points);
        var merged = CurvePosterior.Estimate(points.Select(point => point with { StartSet = 0 }));

        Assert.Equal(0.88, split.At(400).Median, 0.03);
        Assert.True(split.Draws.Average(draw => draw.Noise) < merged.Draws.Average(draw => draw.Noise));
    }

    [Fact]
    public void At_SeveralStartSets_HoldsThoseOfANewOne()
    {
        double[] gaps = [0.38, 0.36, 0.34, 0.32];
        var points = gaps.SelectMany((gap, set) => Counts.Select(n => new CurveObservation(n, (Truth with { Gap = gap }).ValueAt(n), 0.004, 1, set)));

        var forecast = CurvePosterior.Estimate(points).At(10);

        // 1.6 times the standard deviation .032 between start sets.
        Assert.InRange((Truth with { Gap = 0.35 - 0.05 }).ValueAt(10), forecast.Low, forecast.High);
        Assert.InRange((Truth with { Gap = 0.35 + 0.05 }).ValueAt(10), forecast.Low, forecast.High);
    }

    [Fact]
    public void LabelsTo_TargetOutOfRange_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CurvePosterior.Estimate(Measured()).LabelsTo(1));
}
