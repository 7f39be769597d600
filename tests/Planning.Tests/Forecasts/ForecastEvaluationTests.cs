using ActiveSeg.Planning.Curves;
using ActiveSeg.Planning.Forecasts;

namespace ActiveSeg.Planning.Tests.Forecasts;

public sealed class ForecastEvaluationTests
{
    private static readonly double[] Labelled = [10, 15, 20, 25, 30, 35, 40, 45, 50, 200];

    [Theory]
    [InlineData(0.0045, 0.025)]
    [InlineData(0.010, 0.035)]
    public void Evaluate_HeldOutCurves_CoversAndBeatsTheLastValue(double noise, double most)
    {
        var row = ForecastEvaluation.Evaluate("held out", CurveSimulator.Curves(48, noise, Labelled, 4242), 50, 200);

        // Three binomial standard errors below .95 for 48 curves.
        Assert.True(row.Coverage >= 0.95 - (3 * Math.Sqrt(0.95 * 0.05 / 48)), $"coverage {row.Coverage}");
        Assert.True(row.Mae < most && row.Mae < row.LastValueMae / 2, $"MAE {row.Mae}, last value {row.LastValueMae}");
    }

    [Fact]
    public void Evaluate_ShortCurves_AreCountedNotDropped()
    {
        var curves = CurveSimulator.Curves(2, 0.0045, Labelled, 3).Add(new("short", [new(10, 0.5), new(200, 0.8)]));

        var row = ForecastEvaluation.Evaluate("mixed", curves, 50, 200);

        Assert.Equal((2, 1), (row.Curves, row.NotEstimable));
        Assert.Equal(2, ForecastEvaluation.Table([row]).Length);
    }

    [Fact]
    public void Evaluate_NothingToForecast_IsNotEstimable() => Assert.Throws<NotEstimableException>(() =>
        ForecastEvaluation.Evaluate("short", [new("short", [new(10, 0.5), new(200, 0.8)])], 50, 200));

    [Fact]
    public void Curves_SameSeed_AreTheSame()
    {
        var one = CurveSimulator.Curves(4, 0.01, Labelled, 5);
        var two = CurveSimulator.Curves(4, 0.01, Labelled, 5);

        Assert.Equal(one.SelectMany(curve => curve.Points), two.SelectMany(curve => curve.Points));
        Assert.Equal(4, one.Select(curve => curve.Truth!.Value.Family).Distinct().Count());
        Assert.DoesNotContain(one, curve => curve.Truth!.Value.Family == CurveFamily.Last1);
    }

    [Fact]
    public void Factors_SmallRun_AreNearTheTable()
    {
        var factors = Calibration.Factors(40, 99);

        Assert.Equal((4, 4), (factors.GetLength(0), factors.GetLength(1)));
        Assert.All(factors.Cast<double>(), factor => Assert.InRange(factor, 0.4, 3));
    }

    [Theory]
    [InlineData(1.0, 5)]
    [InlineData(4.0, 9)]
    [InlineData(40.0, 60)]
    public void For_AnyHorizon_IsAPlausibleFactor(double ratio, int points) =>
        Assert.InRange(ConformalFactors.For(ratio, points), 0.5, 3);
}
