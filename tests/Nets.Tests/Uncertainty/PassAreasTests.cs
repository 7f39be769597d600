using ActiveSeg.Nets.Uncertainty;

namespace ActiveSeg.Nets.Tests.Uncertainty;

public sealed class PassAreasTests
{
    private static readonly StackGrid Grid = new(2, 3, 2, (4, 2, 0.5));

    private static readonly byte[] First = [1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 2];

    private static readonly byte[] Second = [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2];

    [Fact]
    public void Of_RowsRunHeadToFoot_IsTheHandMeasurement()
    {
        var spreads = PassAreas.Of([First, Second], 3, Grid, StackAxis.Rows);

        var one = spreads[0];
        Assert.Equal([4.0, 2, 0], one.SliceAreasMm2);
        Assert.Equal([2 * Math.Sqrt(2), 0, 0], one.SliceSdsMm2, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(Math.Sqrt(2), one.MeanSdMm2, 12);
        Assert.Equal(2 * Math.Sqrt(2), one.MaxSdMm2, 12);
        Assert.Equal(3, one.MedianAreaMm2, 12);
        Assert.Equal(12, one.MeanVolumeMm3, 12);
        Assert.Equal(Math.Sqrt(32), one.VolumeSdMm3, 12);
        Assert.Equal(Math.Sqrt(2) / 3, one.RelativeAreaSd, 12);
        Assert.Equal(Math.Sqrt(32) / 12, one.RelativeVolumeSd, 12);
        Assert.Equal(0, spreads[1].MeanSdMm2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_AnyAxis_AreasTimesSpacingAreTheVolume(int number)
    {
        var axis = (StackAxis)number;
        var grid = new StackGrid(4, 5, 6, (3, 0.7, 1.1));
        var masks = Enumerable.Range(0, 3).Select(k => MadeUpPasses.Mask(k, 3, grid.Voxels)).ToArray();

        var spreads = PassAreas.Of(masks, 3, grid, axis);

        var spacing = grid.VoxelMm3 / grid.FaceMm2(axis);
        for (var c = 1; c < 3; c++)
        {
            Assert.Equal(grid.LengthOf(axis), spreads[c - 1].SliceAreasMm2.Length);
            Assert.Equal(spreads[c - 1].MeanVolumeMm3, spreads[c - 1].SliceAreasMm2.Sum() * spacing, 6);
            Assert.Equal(masks.Average(m => m.Count(v => v == c)) * grid.VoxelMm3, spreads[c - 1].MeanVolumeMm3, 6);
        }
    }

    [Fact]
    public void Of_OnePassOrNothingShown_HasNoSpread()
    {
        var one = PassAreas.Of([First], 3, Grid, StackAxis.Slices)[0];
        var none = PassAreas.Of([new byte[12], new byte[12]], 2, Grid, StackAxis.Columns)[0];

        Assert.Equal((0, 0, 0), (one.MeanSdMm2, one.MaxSdMm2, one.VolumeSdMm3));
        Assert.Equal((0, 0, 0, 0), (none.MeanSdMm2, none.MedianAreaMm2, none.RelativeAreaSd, none.RelativeVolumeSd));
    }

    [Fact]
    public void Of_MaskThatDoesNotFitTheStackOrTheClasses_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => PassAreas.Of([new byte[11]], 2, Grid, StackAxis.Rows));
        Assert.Throws<ArgumentException>(() => PassAreas.Of([First], 2, Grid, StackAxis.Rows));
    }
}
