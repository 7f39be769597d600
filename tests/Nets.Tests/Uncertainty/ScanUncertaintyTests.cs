using ActiveSeg.Nets.Uncertainty;
using ActiveSeg.Nets.Uncertainty.Aggregation;

namespace ActiveSeg.Nets.Tests.Uncertainty;

public sealed class ScanUncertaintyTests
{
    private static readonly StackGrid Grid = new(3, 6, 7, (3, 1, 1.5));

    [Fact]
    public void Of_PassesInAnotherOrder_GivesTheSameNumbers()
    {
        var passes = Enumerable.Range(0, 5).Select(m => MadeUpPasses.Probabilities(m, 3, Grid.Voxels)).ToArray();

        var (a, b) = (Of(3, passes), Of(3, [.. passes.Reverse()]));

        Assert.Equal(a.ToNamed(["x", "y"]).Keys, b.ToNamed(["x", "y"]).Keys);
        Assert.Equal(
            a.ToNamed(["x", "y"]).Values, b.ToNamed(["x", "y"]).Values, (p, q) => Math.Abs(p - q) < 1e-5);
    }

    [Fact]
    public void Of_IdenticalPasses_DisagreesInNothing()
    {
        var pass = MadeUpPasses.Probabilities(1, 3, Grid.Voxels);

        var scan = Of(3, pass, pass, pass);

        Assert.Equal(3, scan.Passes);
        Assert.InRange(scan[VoxelSignal.MutualInformation].Top, 0, 1e-6);
        Assert.InRange(scan[VoxelSignal.Variance].Top, 0, 1e-6);
        Assert.Equal((0, 0), (scan.Committee.Mean, Math.Round(scan.Committee.Lambda, 9)));
        Assert.All(scan.Structures, s => Assert.Equal((0, 0), (s.Spread.MaxSdMm2, s.Spread.VolumeSdMm3)));
        Assert.Equal(scan[VoxelSignal.Entropy].Image, scan[VoxelSignal.ExpectedEntropy].Image, 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Of_NothingPredicted_IsFinite(int count)
    {
        var flat = new float[2 * Grid.Voxels];
        Array.Fill(flat, 1, 0, Grid.Voxels);

        var scan = Of(2, [.. Enumerable.Repeat(flat, count)]);

        Assert.False(scan.HasForeground);
        Assert.All(
            scan.ToNamed(["x"]).Where(n => !n.Key.StartsWith("expected_dice", StringComparison.Ordinal)),
            n => Assert.Equal(0, n.Value, 12));
        Assert.Equal(1, scan.Structures[0].ExpectedDice);
    }

    [Fact]
    public void Of_OneVoxelOnePass_IsFinite()
    {
        var grid = MadeUpPasses.Grid(1, 1, 1);

        var scan = ScanUncertainty.Of(MadeUpPasses.Maps(grid, 2, [0.25f, 0.75f]), grid, StackAxis.Slices, new AggregationOptions());

        Assert.All(scan.ToNamed(["x"]).Values, v => Assert.True(double.IsFinite(v)));
        Assert.Equal(0.5, scan[VoxelSignal.Margin].Boundary, 6);
        Assert.Equal(0.75 * 2 / 1.75, scan.Structures[0].ForegroundExpectedDice, 6);
    }

    [Fact]
    public void ToNamed_AnyScan_HasEveryNumberOnce()
    {
        var scan = Of(3, MadeUpPasses.Probabilities(1, 3, Grid.Voxels), MadeUpPasses.Probabilities(2, 3, Grid.Voxels));

        var named = scan.ToNamed(["canal", "disc"]);

        Assert.Equal((6 * (7 + 4)) + 3 + (2 * 9), named.Count);
        Assert.Equal(scan.Structures[1].Committee.Lambda, named["ebc.lambda.disc"]);
        Assert.Equal(scan[VoxelSignal.MutualInformation].Boundary, named["mutual_information.boundary"]);
        Assert.Equal(scan[VoxelSignal.Entropy].ClassScores[0], named["entropy.class.canal"]);
        Assert.Throws<ArgumentException>(() => scan.ToNamed(["canal"]));
    }

    private static ScanUncertainty Of(int classes, params float[][] passes) =>
        ScanUncertainty.Of(MadeUpPasses.Maps(Grid, classes, passes), Grid, StackAxis.Rows, new AggregationOptions());
}
