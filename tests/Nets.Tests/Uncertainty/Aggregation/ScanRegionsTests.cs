using ActiveSeg.Nets.Uncertainty;
using ActiveSeg.Nets.Uncertainty.Aggregation;

namespace ActiveSeg.Nets.Tests.Uncertainty.Aggregation;

public sealed class ScanRegionsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Of_RandomClasses_IsTheBoxRoundForegroundAndBorders(double reachMm)
    {
        var grid = new StackGrid(4, 7, 6, (2.5, 1, 0.8));
        var random = new Random(3);
        var classes = Enumerable.Range(0, grid.Voxels).Select(_ => (byte)Math.Max(0, random.Next(40) - 37)).ToArray();

        var regions = ScanRegions.Of(classes, new float[grid.Voxels], grid, reachMm);

        var all = Enumerable.Range(0, grid.Voxels).ToArray();
        (int S, int R, int C) Place(int v) => (v / 42, v / 6 % 7, v % 6);
        bool Reaches(int a, int b)
        {
            var (p, q) = (Place(a), Place(b));
            return Math.Abs(p.S - q.S) * 2.5 <= reachMm + 1e-9 && Math.Abs(p.R - q.R) <= reachMm + 1e-9
                && Math.Abs(p.C - q.C) * 0.8 <= reachMm + 1e-9;
        }

        bool Adjoin(int a, int b)
        {
            var (p, q) = (Place(a), Place(b));
            return Math.Abs(p.S - q.S) + Math.Abs(p.R - q.R) + Math.Abs(p.C - q.C) == 1;
        }

        var borders = all.Where(v => all.Any(o => Adjoin(v, o) && classes[v] != classes[o])).ToArray();
        Assert.True(regions.HasForeground);
        Assert.Equal(all.Where(v => all.Any(o => classes[o] != 0 && Reaches(v, o))), regions.Foreground);
        Assert.Equal(all.Where(v => borders.Any(o => Reaches(v, o))), regions.Boundary);
    }

    [Fact]
    public void Of_NothingPredicted_IsTheTopHundredthOfTheEntropy()
    {
        var entropy = new float[200];
        (entropy[7], entropy[150]) = (0.6f, 0.4f);

        var regions = ScanRegions.Of(new byte[200], entropy, MadeUpPasses.Grid(2, 10, 10), 3);

        Assert.False(regions.HasForeground);
        Assert.Equal([7, 150], regions.Foreground);
        Assert.Equal([7, 150], regions.Boundary);
    }

    [Fact]
    public void Of_AllForeground_HasNoBorderAndTakesTheForeground()
    {
        var regions = ScanRegions.Of([1, 1], new float[2], MadeUpPasses.Grid(1, 1, 2), 3);

        Assert.Equal([0, 1], regions.Boundary);
    }

    [Fact]
    public void Of_WrongShapesOrReach_IsRefused()
    {
        var grid = MadeUpPasses.Grid(1, 1, 2);

        Assert.Throws<ArgumentException>(() => ScanRegions.Of(new byte[1], new float[2], grid, 1));
        Assert.Throws<ArgumentException>(() => ScanRegions.Of(new byte[2], new float[1], grid, 1));
        Assert.Throws<ArgumentException>(() => ScanRegions.Of(new byte[2], new float[2], grid, double.NaN));
    }
}
