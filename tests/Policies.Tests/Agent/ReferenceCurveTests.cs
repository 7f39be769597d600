using ActiveSeg.Policies.Agent;

namespace ActiveSeg.Policies.Tests.Agent;

public sealed class ReferenceCurveTests
{
    [Fact]
    public void ScansFor_DiceOfTheCurve_InvertsIt()
    {
        var curve = new ReferenceCurve(0.9, 0.5, 0.7);

        Assert.Equal(37, curve.ScansFor(curve.DiceAt(37)), 6);
        Assert.Equal(double.PositiveInfinity, curve.ScansFor(0.9));
        Assert.Equal((curve.DiceAt(37.001) - curve.DiceAt(36.999)) / 0.002, curve.SlopeAt(37), 6);
    }

    [Fact]
    public void Refitted_PointsOfACurve_FindsIt()
    {
        var truth = new ReferenceCurve(0.88, 0.7, 0.6);

        var fit = ReferenceCurve.Assumed.Refitted([.. Enumerable.Range(0, 5).Select(k => (5.0 * (1 << k), truth.DiceAt(5.0 * (1 << k))))]);

        Assert.Equal(truth.Asymptote, fit.Asymptote, 6);
        Assert.Equal(truth.Gap, fit.Gap, 6);
        Assert.Equal(truth.Rate, fit.Rate, 6);
    }

    [Fact]
    public void Refitted_TooFewPointsOrFallingCurve_Unchanged()
    {
        Assert.Same(ReferenceCurve.Assumed, ReferenceCurve.Assumed.Refitted([(5, 0.5), (10, 0.6), (10, 0.61), (20, 0.7)]));
        Assert.Same(
            ReferenceCurve.Assumed, ReferenceCurve.Assumed.Refitted([(5, 0.9), (10, 0.8), (20, 0.7), (40, 0.6)]));
        Assert.ThrowsAny<ArgumentException>(() => ReferenceCurve.Assumed.Refitted([(0, 0.5)]));
    }
}
