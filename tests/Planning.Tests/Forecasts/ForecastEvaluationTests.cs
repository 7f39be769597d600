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
        var row = Assert.Single(ForecastEvaluation.Evaluate("held out", CurveSimulator.Curves(48, noise, Labelled, 4242), 50, 200));

        // Three binomial standard errors below .95 for 48 curves.
        Assert.True(row.Average.Coverage >= 0.95 - (3 * Math.Sqrt(0.95 * 0.05 / 48)), $"coverage {row.Average.Coverage}");
        Assert.True(row.Average.Mae < most && row.Average.Mae < row.LastValue.Mae / 2, $"{row}");
    }

    [Fact]
    public void Evaluate_ShortCurves_AreCountedNotDropped()
    {
        var curves = CurveSimulator.Curves(2, 0.0045, Labelled, 3).Add(new("short", [new(10, 0.5), new(200, 0.8)]));

        var row = Assert.Single(ForecastEvaluation.Evaluate("mixed", curves, 50, 200));

        Assert.Equal((2, 1), (row.Number, row.NotEstimable));
        Assert.Equal(3, ForecastEvaluation.Table([row]).Length);
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
    public void EvaluateBeyond_ConstantCurve_IsScoredByHorizon()
    {
        var flat = new HeldOutCurve("flat", [.. Labelled.Append(60).Append(70).Select(n => new CurveObservation(n, 0.75))]);

        var rows = ForecastEvaluation.EvaluateBeyond("flat", [flat], 50);

        Assert.Equal([(60, 70, 2), (200, 200, 1)], rows.Select(row => ((int)row.From, (int)row.To, row.Number)));
        Assert.All(rows, row => Assert.Equal((0.0, 0.0), (row.LastValue.Mae, row.LastValue.Bias)));
        Assert.All(rows, row => Assert.Equal(1, row.Average.Coverage));
        Assert.All(rows, row => Assert.True(double.IsNaN(row.LastValue.Coverage)));
    }

    [Fact]
    public void Evaluate_LastValueOfARisingCurve_IsTooLow()
    {
        var row = Assert.Single(ForecastEvaluation.Evaluate("held out", CurveSimulator.Curves(4, 0, Labelled, 1), 50, 200));

        Assert.Equal(-row.LastValue.Mae, row.LastValue.Bias, 12);
        Assert.True(row.LastValue.Mae > 0.01);
    }

    [Fact]
    public void Mixed_SameSeed_AreTheSameAndHaveNoTruth()
    {
        var one = CurveSimulator.Mixed(12, 0.01, Labelled, 5);
        var two = CurveSimulator.Mixed(12, 0.01, Labelled, 5);

        Assert.Equal(one.SelectMany(curve => curve.Points), two.SelectMany(curve => curve.Points));
        Assert.All(one, curve => Assert.Null(curve.Truth));
        Assert.All(one, curve => Assert.Equal(Labelled, curve.Points.Select(point => point.Labelled)));
    }

    [Fact]
    public void For_NineMeasuredPoints_AgreesWithTheCalibration()
    {
        var factors = Calibration.Row(1, 400, 20260101);

        // The table is made from ten times as many curves, of which these are the first.
        Assert.Equal(4, factors.Length);
        Assert.All(factors.Zip((double[])[1.25, 2, 4, 8]), pair => Assert.Equal(pair.First, ConformalFactors.For(pair.Second, 9), 0.05));
    }

    [Fact]
    public void Factors_SmallRun_HasTheShapeOfTheTable()
    {
        var factors = Calibration.Factors(40, 99);

        Assert.Equal((4, 4), (factors.GetLength(0), factors.GetLength(1)));
        Assert.All(factors.Cast<double>(), factor => Assert.InRange(factor, 0.4, 3));
    }

    [Theory]
    [InlineData(0.94, "narrowed to as little as 0.94 ")]
    [InlineData(1.1, "widened to as much as 1.10 ")]
    [InlineData(1.0, "as wide as the model makes them")]
    public void InWords_FactorFurthestFromOne_IsTold(double factor, string words) =>
        Assert.StartsWith(words, ConformalFactors.InWords([1, factor, 1.001]), StringComparison.Ordinal);

    [Theory]
    [InlineData(1.0, 5)]
    [InlineData(4.0, 9)]
    [InlineData(40.0, 60)]
    public void For_AnyHorizon_IsAPlausibleFactor(double ratio, int points) =>
        Assert.InRange(ConformalFactors.For(ratio, points), 0.5, 3);
}
