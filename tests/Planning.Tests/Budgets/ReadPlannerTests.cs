using ActiveSeg.Planning.Budgets;
using ActiveSeg.Planning.Curves;
using ActiveSeg.Planning.Forecasts;

namespace ActiveSeg.Planning.Tests.Budgets;

public sealed class ReadPlannerTests
{
    private static readonly CurvePosterior Curve = CurvePosterior.Estimate(
        Enumerable.Range(2, 9).Select(i => new CurveObservation(5 * i, 0.9 - (0.35 * Math.Exp(-5 * i / 30.0)), 0.005)));

    private static ReadBudget Budget => new() { ExpertMinutes = 600, MinutesPerRead = 20, ReadAgreement = 0.8 };

    [Theory]
    [InlineData(0.8, 1, 0.8)]
    [InlineData(0.5, 2, 2 / 3.0)]
    [InlineData(1, 5, 1)]
    public void Reliability_KnownCases_AreSpearmanBrown(double agreement, int reads, double expected) =>
        Assert.Equal(expected, ReadPlanner.Reliability(agreement, reads), 12);

    [Fact]
    public void Plan_PlentyOfScans_ReadsEachOnce()
    {
        var plan = ReadPlanner.Plan(Curve, Budget);

        Assert.Equal((1, 30), (plan.Best.ReadsPerScan, plan.Best.Scans));
        Assert.Equal(30, plan.Best.EffectiveLabels, 9);
        Assert.NotEmpty(plan.Assumptions);
    }

    [Fact]
    public void Plan_PoolRunsOut_ReadsEachOftener()
    {
        var plan = ReadPlanner.Plan(Curve, Budget with { PoolScans = 6 });

        Assert.Equal((5, 6), (plan.Best.ReadsPerScan, plan.Best.Scans));
        Assert.All(plan.Options, option => Assert.True(option.Minutes <= 600));
    }

    [Fact]
    public void Plan_DearScansAndPoorReads_ReadsEachOftener()
    {
        var plan = ReadPlanner.Plan(Curve, Budget with { MinutesPerScan = 60, MinutesPerRead = 5, ReadAgreement = 0.4 });

        Assert.True(plan.Best.ReadsPerScan >= 3);
    }

    [Fact]
    public void Plan_NoMinutes_IsNotEstimable() =>
        Assert.Throws<NotEstimableException>(() => ReadPlanner.Plan(Curve, Budget with { ExpertMinutes = 10 }));

    [Fact]
    public void Plan_AgreementOutOfRange_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ReadPlanner.Plan(Curve, Budget with { ReadAgreement = 0 }));
}
