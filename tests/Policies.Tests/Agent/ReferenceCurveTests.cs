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
}
