using System.Collections.Immutable;
using System.Xml.Linq;
using ActiveSeg.Lab.Experiments;
using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Figures;
using ActiveSeg.Lab.Report.Html;
using ActiveSeg.Lab.Report.Numbers;
using ActiveSeg.Lab.Results;

namespace ActiveSeg.Lab.Tests.Report;

public sealed class NumbersTests
{
    [Fact]
    public void ByMinutes_TwoSeeds_InterpolatesOverTheCommonSpan()
    {
        ImmutableArray<SeedCurve> curves =
        [
            new("random", 1, [new(0, 4, 10, 0.4), new(1, 8, 30, 0.6)]),
            new("random", 2, [new(0, 4, 20, 0.5), new(1, 8, 40, 0.7)]),
        ];

        var curve = Assert.Single(MeanCurve.ByMinutes(curves));

        Assert.Equal((20, 30), (curve.Points[0].X, curve.Points[^1].X));
        Assert.Equal(0.5, curve.Points[0].Y, 1e-12);
        Assert.Equal(0.6, curve.Points[^1].Y, 1e-12);
    }

    [Fact]
    public void ByLabels_SeedsAtDifferentRounds_StopsWhereTheFirstStops()
    {
        ImmutableArray<SeedCurve> curves =
        [
            new("random", 1, [new(0, 4, 10, 0.4), new(1, 8, 30, 0.6)]),
            new("random", 2, [new(0, 4, 20, 0.6)]),
        ];

        var point = Assert.Single(Assert.Single(MeanCurve.ByLabels(curves)).Points);

        Assert.Equal(0.5, point.Y, 1e-12);
        Assert.Equal(0.5 + (12.706205 * 0.1), point.High, 1e-6);
    }

    [Fact]
    public void Of_PoolUsedUpBeforeTheLastRound_CountsAsDone()
    {
        var results = MadeUp.Results(2, 2, 4, 3, (policy, _, round) => policy != "stratified-random" || round < 3);
        var short_ = CellCount.Of(results.Manifest, SeedCurve.Of(results));
        var used = CellCount.Of(results.Manifest with { PoolScans = 12 }, SeedCurve.Of(results));

        Assert.Equal(["random"], short_.Complete);
        Assert.Equal(["random", "stratified-random"], used.Complete);
    }

    [Fact]
    public void Of_Strata_AveragesOverCommonSeedsAndNamesTheWorst()
    {
        var results = MadeUp.Results(2, 4, 2);
        var table = ReportModel.Of(results).Strata;
        var expected = results.Metrics.Where(row => row.Policy == "random" && row.Round == 2 && row.Level == "stratum:scanner=Skyra").Average(row => row.Value);

        var row = table.Rows.Single(one => one.Value == "Skyra");

        Assert.Equal(expected, row.ByPolicy["random"].Mean, 1e-12);
        Assert.Equal(results.TestStrata.Values.Count(strata => strata["scanner"] == "Skyra"), row.TestScans);
        Assert.All(table.Disparities.Where(one => one.Stratum == "scanner"), one => Assert.Equal("Skyra", one.Worst));
    }

    [Fact]
    public void Of_GreedyOracle_IsDrawnAndJudgesNobody()
    {
        var with = ReportModel.Of(MadeUp.Results(3, 12, 3, effect: 0.05, called: [GreedyOracle.PolicyName, "random", "core-set"]));

        Assert.Equal("random", with.Baseline);
        Assert.Equal(["core-set", "random"], with.Verdict.Comparison!.Rows.Select(row => row.Policy).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(with.Forecasts, forecast => forecast.Policy == GreedyOracle.PolicyName);
        Assert.Contains(GreedyOracle.PolicyName, with.Curves.Select(curve => curve.Policy));
        Assert.Contains(Reading.Of(with), line => line.Contains("no policy can claim", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_Baseline_IsTheOneAskedForOrTheReportSaysWhichIsHarder()
    {
        var results = MadeUp.Results(3, 4, 3);

        var (plain, asked) = (ReportModel.Of(results), ReportModel.Of(results with { Baseline = "stratified-random" }));

        Assert.Equal(("random", "stratified-random"), (plain.Baseline, asked.Baseline));
        Assert.Contains(Reading.Of(plain), line => line.Contains("--baseline stratified-random", StringComparison.Ordinal));
        Assert.DoesNotContain(Reading.Of(asked), line => line.Contains("harder baseline", StringComparison.Ordinal));
        Assert.Contains(
            Reading.Of(ReportModel.Of(results with { Baseline = "entropy" })), line => line.Contains("is not a random policy", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_FewSeeds_SaysThatNothingCouldHaveSurvived()
    {
        var model = ReportModel.Of(MadeUp.Results(4, 4, 3, effect: 0.1));

        var lines = Reading.Of(model);

        Assert.All(model.Verdict.Comparison!.Rows, row => Assert.False(row.AgainstBaseline?.HolmPValue < 0.05));
        Assert.Contains(lines, line => line.StartsWith("None of the 3 differences", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("whatever its size", StringComparison.Ordinal));
    }

    [Fact]
    public void Reading_NoiseMeasured_SaysWhatSeedsLeaveOfIt()
    {
        var results = MadeUp.Results(seeds: 8) with { Noise = new NoiseFigures([0.80, 0.82, 0.81], [0.80, 0.84], 8) };

        var line = Assert.Single(Reading.Of(ReportModel.Of(results)), line => line.StartsWith("The same 8 scans", StringComparison.Ordinal));

        Assert.Contains("by 1.00 points (standard deviation of 3 trainings)", line, StringComparison.Ordinal);
        Assert.Contains("another start set by 2.83 (2 start sets)", line, StringComparison.Ordinal);
        Assert.Contains("over 8 seeds then differ by 0.50 points", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ManySeeds_NamesExactlyWhatSurvives()
    {
        var model = ReportModel.Of(MadeUp.Results(3, 12, 3, effect: 0.02));
        var surviving = model.Verdict.Comparison!.Rows.Where(row => row.AgainstBaseline?.HolmPValue < 0.05).Select(row => row.Policy).ToList();

        var line = Assert.Single(Reading.Of(model), line => line.Contains("survive", StringComparison.Ordinal));

        Assert.NotEmpty(surviving);
        Assert.All(surviving, policy => Assert.Contains(policy, line, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_NoEffect_NamesNoWinner()
    {
        var model = ReportModel.Of(MadeUp.Results(4, 10, 4, effect: 0));

        Assert.Contains(Reading.Of(model), line => line.StartsWith("None of the 3 differences", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_FiveRounds_ForecastsWithinReachOfTheTruth()
    {
        var model = ReportModel.Of(MadeUp.Results(2, 4, 8));

        var forecast = model.Forecasts.Single(one => one.Policy == "random");

        var (last, most) = (forecast.Observed[^1], forecast.Expected[^1]);
        Assert.Equal(4 * last.X, most.X, 1e-9);
        Assert.Equal(last.Y, forecast.Expected[0].Y, 0.01);
        Assert.InRange(most.Y, last.Y, 0.92);
        Assert.All(forecast.Expected, point => Assert.True(point.Low < point.Y && point.Y < point.High));
    }

    [Fact]
    public void Of_FewRounds_SaysWhyThereIsNoForecast()
    {
        var model = ReportModel.Of(MadeUp.Results(2, 2, 3));

        Assert.All(model.Forecasts, forecast => Assert.Empty(forecast.Expected));
        Assert.All(model.Forecasts, forecast => Assert.Contains("needs 5", forecast.Remark, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_Forecasts_AreDrawn()
    {
        var model = ReportModel.Of(MadeUp.Results(2, 3, 3));
        var forecast = new PolicyForecast("random", MeanCurve.ByLabels(model.Curves)[0].Points, [new(16, 0.8, 0.78, 0.82), new(60, 0.85, 0.8, 0.9)], 1, "made up");

        var picture = ForecastFigure.Of(model with { Forecasts = [forecast] });

        Assert.NotNull(picture);
        Assert.NotEmpty(PictureFormat.Png(picture));
        Assert.Null(ForecastFigure.Of(model with { Forecasts = [] }));
    }

    [Fact]
    public void Inline_EveryFigure_IsWellFormedWithIdsOfItsOwn()
    {
        var pictures = ReportFigures.Of(ReportModel.Of(MadeUp.Results(10, 6, 4)));

        var ids = pictures.SelectMany(picture => XDocument.Parse(PictureFormat.Inline(picture)).Descendants().Attributes("id").Select(id => id.Value)).ToList();

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [InlineData(0.6512, 0.8713)]
    [InlineData(-0.013, 0.021)]
    [InlineData(0.5, 0.5)]
    public void Around_AnyRange_HoldsItWithFewRoundMarks(double low, double high)
    {
        var ticks = Ticks.Around(low, high);

        Assert.True(ticks.Low < low && ticks.High > high);
        Assert.InRange(ticks.Marks.Length, 2, 7);
        Assert.All(ticks.Marks, mark => Assert.InRange(mark, ticks.Low, ticks.High));
        Assert.DoesNotContain("−0.00", ticks.Marks.Select(ticks.LabelOf));
    }

    [Theory]
    [InlineData(0.0312, ".031")]
    [InlineData(0.0004, "< .001")]
    [InlineData(0.00099999, "< .001")]
    [InlineData(0.001, ".001")]
    [InlineData(0.9996, "> .999")]
    [InlineData(1, "1.000")]
    public void P_Value_IsWorded(double p, string expected) => Assert.Equal(expected, Words.P(p));

    [Theory]
    [InlineData(0.0312, "= .031")]
    [InlineData(0.0004, "< .001")]
    [InlineData(1, "= 1.000")]
    public void PIs_Value_IsWordedAfterTheLetter(double p, string expected) => Assert.Equal(expected, Words.PIs(p));
}
