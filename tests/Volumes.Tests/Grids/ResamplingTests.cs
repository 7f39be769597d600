using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Tests.Grids;

public sealed class ResamplingTests
{
    private static readonly Grid Oblique = new(
        new GridSize(7, 6, 5), new VectorMm(1.5, 1, 2), new VectorMm(3, -4, 5),
        new VectorMm(0.8, 0.6, 0), new VectorMm(-0.6, 0.8, 0), new VectorMm(0, 0, 1));

    [Fact]
    public void Linear_LinearField_IsExactInside()
    {
        static double Field(VectorMm p) => 5 + (2 * p.X) - p.Y + (0.5 * p.Z);
        var voxels = new float[Oblique.Size.Count];
        for (var v = 0; v < voxels.Length; v++)
        {
            voxels[v] = (float)Field(Oblique.PositionOf(v % 7, v / 7 % 6, v / 42));
        }

        var inside = new Grid(new GridSize(3, 3, 3), new VectorMm(0.4, 0.4, 0.4),
            Oblique.PositionOf(2.2, 2.3, 1.4), new VectorMm(1, 0, 0), new VectorMm(0, 1, 0), new VectorMm(0, 0, 1));
        var moved = Resampling.Linear(new Volume(Oblique, voxels), inside);

        for (var v = 0; v < 27; v++)
        {
            Assert.Equal(Field(inside.PositionOf(v % 3, v / 3 % 3, v / 9)), moved.Voxels[v], 4);
        }
    }

    [Fact]
    public void Linear_SameGrid_ChangesNothing()
    {
        var volume = new Volume(Oblique, [.. Enumerable.Range(0, Oblique.Size.Count).Select(v => (float)v)]);

        Assert.Equal(volume.Voxels, Resampling.Linear(volume, Oblique, -1).Voxels, (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void Nearest_OutsideTheSource_IsBackground()
    {
        var map = new LabelMap(Grid.Aligned(new GridSize(2, 2, 2), new VectorMm(1, 1, 1)), [7, 7, 7, 7, 7, 7, 7, 7]);
        var wider = new Grid(new GridSize(6, 1, 1), new VectorMm(1, 1, 1), new VectorMm(-2, 0, 0),
            new VectorMm(1, 0, 0), new VectorMm(0, 1, 0), new VectorMm(0, 0, 1));

        Assert.Equal([0, 0, 7, 7, 0, 0], Resampling.Nearest(map, wider).Labels);
    }
}
