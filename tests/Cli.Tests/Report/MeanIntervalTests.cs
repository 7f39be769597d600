using System.Collections.Immutable;
using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Tests.Report;

public sealed class MeanIntervalTests
{
    [Fact]
    public void Of_FourValues_IsTheTextbookInterval()
    {
        var interval = MeanInterval.Of([1, 2, 3, 4]);

        Assert.Equal(2.5, interval.Mean, 12);
        Assert.Equal(3.182 * Math.Sqrt(5.0 / 3) / 2, interval.HalfWidth!.Value, 9);
        Assert.True(interval.IsSmall);
    }

    [Fact]
    public void Of_ManyValues_UsesTheNormalQuantileAlmost()
    {
        double[] values = [.. Enumerable.Range(0, 101).Select(v => (double)(v % 2))];
        var deviation = Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / 100);

        var interval = MeanInterval.Of(values);

        Assert.Equal(1.984, interval.HalfWidth!.Value / (deviation / Math.Sqrt(101)), 3);
    }

    [Fact]
    public void OverPatients_OneScanEach_IsTheOrdinaryInterval()
    {
        var interval = MeanInterval.OverPatients(
            [Scan("a", "p1", 0.1), Scan("b", "p2", 0.2), Scan("c", "p3", 0.3), Scan("d", "p4", 0.4)], scan => scan.MeanDice);

        Assert.Equal(MeanInterval.Of([0.1, 0.2, 0.3, 0.4]).HalfWidth!.Value, interval!.HalfWidth!.Value, 12);
    }

    [Fact]
    public void OverPatients_EveryScanTwice_DoesNotNarrowTheInterval()
    {
        var once = MeanInterval.OverPatients([Scan("a", "p1", 0.2), Scan("b", "p2", 0.9)], scan => scan.MeanDice);

        var twice = MeanInterval.OverPatients(
            [Scan("a", "p1", 0.2), Scan("a2", "p1", 0.2), Scan("b", "p2", 0.9), Scan("b2", "p2", 0.9)], scan => scan.MeanDice);

        Assert.Equal(once!.HalfWidth!.Value, twice!.HalfWidth!.Value, 12);
        Assert.Equal((once.Count, 2), (twice.Count, twice.Count));
    }

    [Fact]
    public void Of_OneValue_HasNoInterval() => Assert.Null(MeanInterval.Of([0.5]).HalfWidth);

    private static ScanAccuracy Scan(string name, string patient, double dice) => new(
        name, patient, ImmutableSortedDictionary<string, string>.Empty, [new Accuracy(1, dice, null, null, 0)]);
}
