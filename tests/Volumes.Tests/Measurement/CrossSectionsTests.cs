using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Measurement;

namespace ActiveSeg.Volumes.Tests.Measurement;

public sealed class CrossSectionsTests
{
    [Fact]
    public void AreasMm2_Box_IsItsFacePerAxis()
    {
        var map = Maps.Box(Maps.Empty(5, 6, 7, new VectorMm(2, 3, 5)), 4, new BoundingBox(1, 2, 3, 2, 4, 6));

        Assert.Equal([0.0, 180, 180, 0, 0], CrossSections.AreasMm2(map, 4, GridAxis.I), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([0.0, 0, 80, 80, 80, 0], CrossSections.AreasMm2(map, 4, GridAxis.J), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([0.0, 0, 0, 36, 36, 36, 36], CrossSections.AreasMm2(map, 4, GridAxis.K), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(2 * 3 * 4 * 30.0, CrossSections.VolumeMm3(map, 4), 9);
    }
}
