using ActiveSeg.Planning.Curves;

namespace ActiveSeg.Planning.Tests.Curves;

public sealed class CurveFitTests
{
    private static readonly double[] Counts = [10, 15, 20, 30, 40, 60, 80, 100, 150];

    [Theory]
    [InlineData(CurveFamily.Pow3, 0.6, 0)]
    [InlineData(CurveFamily.Pow4, 0.9, 15)]
    [InlineData(CurveFamily.Exp3, 30, 0)]
    [InlineData(CurveFamily.Mmf4, 25, 1.3)]
    [InlineData(CurveFamily.Wbl4, 30, 0.7)]
    public void Fit_NoiselessCurve_PredictsFarBeyond(CurveFamily family, double p, double q)
    {
        var truth = new LearningCurve(family, 0.9, 0.4, p, q, 10);

        var fit = CurveFit.Fit(family, Counts.Select(n => new CurveObservation(n, truth.ValueAt(n))));

        Assert.Equal(truth.ValueAt(400), fit.ValueAt(400), 0.001);
        Assert.Equal(0.9, fit.Asymptote, 0.01);
    }

    [Fact]
    public void Fit_PowerLaw_IsTheTextbookForm()
    {
        var fit = CurveFit.Fit(CurveFamily.Pow3, Counts.Select(n => new CurveObservation(n, 0.93 - (0.6 * Math.Pow(n, -0.5)))));

        Assert.Equal(0.93, fit.Asymptote, 1e-4);
        Assert.Equal(0.5, fit.P, 1e-3);
        Assert.Equal(0.6, fit.Gap * Math.Pow(10, fit.P), 1e-3);
    }

    [Fact]
    public void Fit_LastValue_KeepsIt()
    {
        var fit = CurveFit.Fit(CurveFamily.Last1, [new(10, 0.5), new(20, 0.6), new(20, 0.7)]);

        Assert.Equal(0.65, fit.ValueAt(1000), 12);
    }

    [Fact]
    public void Fit_FallingCurve_StaysInBounds()
    {
        var fit = CurveFit.Fit(CurveFamily.Pow3, Counts.Select((n, i) => new CurveObservation(n, 0.8 - (0.01 * i))));

        Assert.InRange(fit.Asymptote, 0, 1);
        Assert.Equal(0, fit.Gap, 12);
    }

    [Fact]
    public void LabelsTo_KnownCurve_InvertsIt()
    {
        var curve = new LearningCurve(CurveFamily.Exp3, 0.9, 0.4, 30, 0, 10);

        var labels = curve.LabelsTo(0.88, 1000);

        Assert.Equal(10 + (30 * Math.Log(20)), labels, 0.01);
        Assert.Equal(double.PositiveInfinity, curve.LabelsTo(0.91, 1e6));
    }
}
