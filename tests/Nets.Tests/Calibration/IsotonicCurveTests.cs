using System.Text.Json;
using ActiveSeg.Nets.Calibration;

namespace ActiveSeg.Nets.Tests.Calibration;

public sealed class IsotonicCurveTests
{
    [Fact]
    public void Fit_OneViolation_PoolsIt()
    {
        var curve = IsotonicCurve.Fit([1, 2, 3, 4], [1, 3, 2, 4]);

        Assert.Equal([new(1, 1), new(2, 2.5), new(3, 2.5), new(4, 4)], curve.Points.AsEnumerable());
        Assert.Equal([1, 1, 1.75, 2.5, 3.25, 4, 4], new[] { 0, 1, 1.5, 2.2, 3.5, 4, 9 }.Select(curve.Map));
    }

    [Fact]
    public void Fit_Falling_IsTheMirrorImage()
    {
        var curve = IsotonicCurve.Fit([4, 1, 3, 2], [1, 4, 3, 2], rising: false);

        Assert.Equal([new(1, 4), new(2, 2.5), new(3, 2.5), new(4, 1)], curve.Points.AsEnumerable());
    }

    [Fact]
    public void Fit_WrongDirectionOrEqualX_IsTheMean()
    {
        Assert.Equal(2, IsotonicCurve.Fit([1, 2, 3], [3, 2, 1]).Map(2));
        Assert.Equal([new CurvePoint(5, 2)], IsotonicCurve.Fit([5, 5, 5], [1, 2, 3]).Points.AsEnumerable());
    }

    [Fact]
    public void Fit_RandomNumbers_IsTheMinMaxFormula()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var x = Enumerable.Range(0, 12).Select(_ => (double)random.Next(9)).ToArray();
            var y = x.Select(v => (0.2 * v) + random.NextDouble()).ToArray();

            var curve = IsotonicCurve.Fit(x, y);

            foreach (var at in x)
            {
                double Mean(double from, double to) => y.Where((_, i) => x[i] >= from && x[i] <= to).Average();
                var expected = x.Where(from => from <= at).Max(from => x.Where(to => to >= at).Min(to => Mean(from, to)));
                Assert.Equal(expected, curve.Map(at), 9);
            }
        }
    }

    [Fact]
    public void Points_AsJson_ComeBackTheSame()
    {
        var curve = IsotonicCurve.Fit([0.5, 0.6, 0.9], [0.4, 0.7, 0.88]);

        var restored = JsonSerializer.Deserialize<IsotonicCurve>(JsonSerializer.Serialize(curve))!;

        Assert.Equal(curve.Points.AsEnumerable(), restored.Points);
    }

    [Fact]
    public void Curve_BadInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => IsotonicCurve.Fit([], []));
        Assert.Throws<ArgumentException>(() => IsotonicCurve.Fit([1], [double.NaN]));
        Assert.Throws<ArgumentException>(() => IsotonicCurve.Fit([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => new IsotonicCurve([]));
        Assert.Throws<ArgumentException>(() => new IsotonicCurve([new(1, 1), new(1, 2)]));
        Assert.Throws<ArgumentException>(() => new IsotonicCurve([new(1, 1), new(2, 2), new(3, 1)]));
        Assert.Throws<ArgumentException>(() => new IsotonicCurve([new(1, 1)]).Map(double.NaN));
    }
}
