using ActiveSeg.Planning.Curves;

namespace ActiveSeg.Planning.Tests.Curves;

public sealed class FitIntervalTests
{
    private static readonly double[] Counts = [10, 15, 20, 30, 40, 60, 80];
    private static readonly double[] Noise = [0.004, -0.006, 0.003, 0.005, -0.007, 0.002, -0.001];
    private static readonly CurveObservation[] Points =
        [.. Counts.Select((n, i) => new CurveObservation(n, 0.93 - (0.6 * Math.Pow(n, -0.5)) + Noise[i]))];

    [Fact]
    public void At_KnownPoints_IsTheTextbookInterval()
    {
        var fit = CurveFit.Fit(CurveFamily.Pow3, Points);

        var (value, low, high) = FitInterval.At(fit, Points, 160);

        // Worked out apart from our code by Gauss-Newton in the form a - b n^-c, with analytic slopes and t(4) = 2.776445.
        Assert.Equal(0.883566, value, 1e-4);
        Assert.Equal(0.031902, (high - low) / 2, 1e-4);
    }

    [Fact]
    public void At_FartherAway_IsWider()
    {
        var fit = CurveFit.Fit(CurveFamily.Pow3, Points);

        var near = FitInterval.At(fit, Points, 100);
        var far = FitInterval.At(fit, Points, 400);

        Assert.True(far.High - far.Low > near.High - near.Low);
    }

    [Fact]
    public void At_FlatPoints_HasNoWidth()
    {
        CurveObservation[] flat = [.. Counts.Select(n => new CurveObservation(n, 0.75))];

        var (value, low, high) = FitInterval.At(CurveFit.Fit(CurveFamily.Pow3, flat), flat, 160);

        Assert.Equal((0.75, 0.75, 0.75), (Math.Round(value, 9), Math.Round(low, 9), Math.Round(high, 9)));
    }

    [Fact]
    public void At_TwoShapeNumbersOrThreePoints_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => FitInterval.At(CurveFit.Fit(CurveFamily.Wbl4, Points), Points, 160));
        Assert.Throws<ArgumentException>(() => FitInterval.At(CurveFit.Fit(CurveFamily.Pow3, Points), Points[..3], 160));
    }
}
