using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Tests.Plans;

public sealed class AxisTapsTests
{
    [Theory]
    [InlineData(10, 1.0, 0.5)]
    [InlineData(11, 0.47, 0.94)]
    [InlineData(7, 1.0, 0.83)]
    [InlineData(1, 1.0, 0.3)]
    [InlineData(3, 1.0, 9.0)]
    public void Between_AnySpacings_KeepsConstantsAndMirrors(int inputs, double from, double to)
    {
        var taps = AxisTaps.Between(inputs, from, AxisTaps.OutputsFor(inputs, from, to), to);
        var line = Enumerable.Range(0, inputs).Select(i => (float)(i * i)).ToArray();
        var (straight, mirrored) = (new float[taps.Outputs], new float[taps.Outputs]);
        var one = AxisTaps.Between(1, 1, 1, 1);

        AxisTaps.Apply(one, taps, line, straight);
        AxisTaps.Apply(one, taps, [.. line.Reverse()], mirrored);

        Assert.All(taps.Weights, w => Assert.Equal(1, w.Sum(), 1e-5f));
        Assert.All(straight.Zip(mirrored.Reverse()), p => Assert.Equal(p.First, p.Second, 1e-3f));
    }

    [Fact]
    public void Between_LineRefined_StaysALine()
    {
        var taps = AxisTaps.Between(20, 1, 40, 0.5);
        var line = Enumerable.Range(0, 20).Select(i => (float)i).ToArray();
        var fine = new float[40];

        AxisTaps.Apply(AxisTaps.Between(1, 1, 1, 1), taps, line, fine);

        Assert.All(Enumerable.Range(2, 36), o => Assert.Equal(9.5f + ((o - 19.5f) / 2), fine[o], 1e-4f));
    }
}
