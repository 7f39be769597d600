using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Tests.Grids;

public sealed class ReorientationTests
{
    private static readonly Grid Sagittal = new(
        new GridSize(3, 4, 5), new VectorMm(0.5, 0.6, 4), new VectorMm(10, -20, 30),
        new VectorMm(0, 1, 0), new VectorMm(0, 0, -1), new VectorMm(-1, 0, 0));

    [Fact]
    public void ToPatientAxes_SagittalSeries_RunsLeftPosteriorSuperior()
    {
        var target = Reorientation.ToPatientAxes(Sagittal).Target;

        Assert.Equal(new GridSize(5, 3, 4), target.Size);
        Assert.Equal((new VectorMm(1, 0, 0), new VectorMm(0, 1, 0), new VectorMm(0, 0, 1)), (target.AxisI, target.AxisJ, target.AxisK));
        Assert.Equal(new VectorMm(4, 0.5, 0.6), target.Spacing);
    }

    [Fact]
    public void Apply_AnyPermutation_KeepsEveryVoxelInPlace()
    {
        var volume = new Volume(Sagittal, [.. Enumerable.Range(0, 60).Select(v => (float)v)]);
        GridAxis[][] orders =
        [
            [GridAxis.I, GridAxis.J, GridAxis.K], [GridAxis.I, GridAxis.K, GridAxis.J], [GridAxis.J, GridAxis.I, GridAxis.K],
            [GridAxis.J, GridAxis.K, GridAxis.I], [GridAxis.K, GridAxis.I, GridAxis.J], [GridAxis.K, GridAxis.J, GridAxis.I],
        ];
        foreach (var order in orders)
        {
            for (var flips = 0; flips < 8; flips++)
            {
                var moved = Reorientation.Of(Sagittal, order, [(flips & 1) > 0, (flips & 2) > 0, (flips & 4) > 0]).Apply(volume);

                for (var v = 0; v < 60; v++)
                {
                    var size = moved.Grid.Size;
                    var place = moved.Grid.PositionOf(v % size.X, v / size.X % size.Y, v / size.X / size.Y);
                    var at = Sagittal.VoxelOf(place);
                    var (x, y, z) = ((int)Math.Round(at.X), (int)Math.Round(at.Y), (int)Math.Round(at.Z));
                    Assert.True((Sagittal.PositionOf(x, y, z) - place).Length < 1e-9);
                    Assert.Equal(volume.Voxels[Sagittal.Size.IndexOf(x, y, z)], moved.Voxels[v]);
                }
            }
        }
    }

    [Fact]
    public void Apply_OtherGrid_IsRefused()
    {
        var other = Grid.Aligned(new GridSize(3, 4, 5), new VectorMm(1, 1, 1));

        Assert.Throws<ArgumentException>(
            () => Reorientation.ToPatientAxes(Sagittal).Apply(new Volume(other, new float[60])));
    }

    [Fact]
    public void AxialAxis_SagittalSeries_IsTheSecondIndex() => Assert.Equal(GridAxis.J, Sagittal.AxialAxis());
}
