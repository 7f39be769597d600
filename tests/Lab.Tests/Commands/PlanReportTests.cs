using ActiveSeg.Lab.Commands;
using ActiveSeg.Planning.Budgets;
using ActiveSeg.Planning.Curves;

namespace ActiveSeg.Lab.Tests.Commands;

public sealed class PlanReportTests
{
    private static readonly CurveObservation[] Curve =
        [.. new[] { 10, 15, 20, 30, 40, 50 }.Select(n => new CurveObservation(n, 0.92 - (0.6 * Math.Pow(n, -0.7))))];

    [Fact]
    public void Lines_CurveAlone_ForecastAndLabelsInWords()
    {
        var lines = PlanReport.Lines(Curve, 0.89, null, 0, null).ToArray();

        Assert.Equal(7, lines.Length);
        Assert.StartsWith("100 labelled: 0.8", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("intervals: 95 %, narrowed to as little as 0.94 of the model's own width", lines[4], StringComparison.Ordinal);
        Assert.StartsWith("0.89: can be reached with probability ", lines[5], StringComparison.Ordinal);
        // The curve is at .89 with 72 labels.
        var median = int.Parse(lines[6]["labels to 0.89: ".Length..lines[6].IndexOf(',', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(median, 55, 95);
    }

    [Fact]
    public void Lines_CurveThatFalls_SaysWhere()
    {
        var fallen = Curve.Select(point => point with { RetrainSd = 0.005, Value = point.Labelled == 40 ? point.Value - 0.08 : point.Value }).ToArray();

        var lines = PlanReport.Lines(fallen, 0.89, null, 0, null);

        // The curve itself rises by .010 there.
        var line = Assert.Single(lines, line => line.StartsWith("measured values fell", StringComparison.Ordinal));
        Assert.StartsWith("measured values fell by 0.070 from 30 to 40 labelled", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_TargetAboveWhatRatersAgreeOn_IsNotReached()
    {
        var lines = PlanReport.Lines(Curve, 0.97, 0.9, 0, null).ToArray();

        Assert.Contains("can be reached with probability 0.00", lines[5], StringComparison.Ordinal);
        Assert.Contains("labels to 0.97: not reached", lines[6], StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_BatchAndBudget_TellGainAndReads()
    {
        var budget = new ReadBudget { ExpertMinutes = 600, MinutesPerRead = 10, ReadAgreement = 0.8, PoolScans = 1000 };

        var lines = PlanReport.Lines(Curve, 0.89, 0.9, 20, budget).ToArray();

        Assert.StartsWith("the next 20 labels: +0.0", lines[5], StringComparison.Ordinal);
        Assert.StartsWith("1 | 60 | 600 | 60.0 | ", lines[9], StringComparison.Ordinal);
        // Two reads of half as many scans: 30 times 2 * .8 / 1.8 over .8.
        Assert.StartsWith("2 | 30 | 600 | 33.3 | ", lines[10], StringComparison.Ordinal);
        Assert.StartsWith("best: 1 read a scan", lines[13], StringComparison.Ordinal);
        Assert.All(lines[14..], line => Assert.StartsWith("assumed: ", line, StringComparison.Ordinal));
    }
}
