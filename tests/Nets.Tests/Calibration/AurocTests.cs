using ActiveSeg.Nets.Calibration;

namespace ActiveSeg.Nets.Tests.Calibration;

public sealed class AurocTests
{
    [Fact]
    public void Of_RandomSignalsWithTies_IsTheMannWhitneyCountAndDeLongsVariance()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var failed = Enumerable.Range(0, 40).Select(i => i < 2 || (i > 3 && random.Next(3) == 0)).ToArray();
            var signal = failed.Select(f => (double)(random.Next(8) + (f ? 2 : 0))).ToArray();

            var estimate = Auroc.Of(signal, failed)!;

            var (bad, good) = (signal.Where((_, i) => failed[i]).ToArray(), signal.Where((_, i) => !failed[i]).ToArray());
            static double Wins(double a, double b) => a > b ? 1 : a == b ? 0.5 : 0;
            var (fromBad, fromGood) = (
                bad.Select(a => good.Average(b => Wins(a, b))).ToArray(), good.Select(b => bad.Average(a => Wins(a, b))).ToArray());
            var reach = 1.959964 * Math.Sqrt((Variance(fromBad) / bad.Length) + (Variance(fromGood) / good.Length));
            Assert.Equal(fromBad.Average(), estimate.Area, 12);
            Assert.Equal(Math.Max(0, estimate.Area - reach), estimate.Low, 6);
            Assert.Equal(Math.Min(1, estimate.Area + reach), estimate.High, 6);
            Assert.Equal((bad.Length, good.Length), (estimate.Failures, estimate.Successes));
        }
    }

    [Fact]
    public void Of_SignalTurnedRound_IsTheComplement()
    {
        double[] signal = [1, 4, 2, 2, 7, 5];
        bool[] failed = [false, true, false, true, true, false];

        var (a, b) = (Auroc.Of(signal, failed)!, Auroc.Of(Array.ConvertAll(signal, s => -s), failed)!);

        Assert.Equal(1, a.Area + b.Area, 12);
        Assert.Equal(1, a.Low + b.High, 9);
    }

    [Theory]
    [InlineData(3, 20)]
    [InlineData(1, 20)]
    [InlineData(30, 300)]
    public void Of_PerfectSeparation_KeepsAnIntervalThatNarrows(int failures, int successes)
    {
        var signal = Enumerable.Range(0, failures + successes).Select(i => (double)i).ToArray();
        var failed = Array.ConvertAll(signal, s => s >= successes);

        var estimate = Auroc.Of(signal, failed)!;

        Assert.Equal((1, 1), (estimate.Area, Math.Round(estimate.High, 9)));
        Assert.InRange(estimate.Low, failures >= 30 ? 0.9 : 0.2, failures >= 30 ? 0.999 : 0.95);
    }

    [Fact]
    public void Of_ConstantSignal_IsChanceWithAWideInterval()
    {
        var estimate = Auroc.Of([1, 1, 1, 1], [true, true, false, false])!;

        Assert.Equal(0.5, estimate.Area);
        Assert.InRange(estimate.Low, 0, 0.3);
        Assert.InRange(estimate.High, 0.7, 1);
    }

    [Fact]
    public void Of_OneKindOnly_IsNone()
    {
        Assert.Null(Auroc.Of([1, 2], [true, true]));
        Assert.Null(Auroc.Of([1, 2], [false, false]));
        Assert.Null(Auroc.Of([], []));
    }

    [Fact]
    public void Of_BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Auroc.Of([double.NaN, 1], [true, false]));
        Assert.Throws<ArgumentException>(() => Auroc.Of([1], [true, false]));
    }

    [Fact]
    public void Of_ManyDraws_CoverTheTrueArea()
    {
        var covered = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var failed = Enumerable.Range(0, 120).Select(i => i < 30).ToArray();
            var signal = failed.Select(f => f ? Math.Max(random.NextDouble(), random.NextDouble()) : random.NextDouble()).ToArray();
            var estimate = Auroc.Of(signal, failed)!;
            covered += estimate.Low <= 2.0 / 3 && estimate.High >= 2.0 / 3 ? 1 : 0;
        }

        Assert.InRange(covered / 400.0, 0.91, 0.98);
    }

    private static double Variance(double[] values) =>
        values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Length - 1);
}
