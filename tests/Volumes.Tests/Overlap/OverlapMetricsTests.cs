using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Overlap;

namespace ActiveSeg.Volumes.Tests.Overlap;

public sealed class OverlapMetricsTests
{
    [Fact]
    public void Compare_BoxShiftedByOneVoxelAlongX_GivesTheFiguresByHand()
    {
        var empty = Maps.Empty(12, 8, 6, new VectorMm(2, 1, 3));
        var reference = Maps.Box(empty, 5, new BoundingBox(2, 2, 1, 5, 5, 3));
        var predicted = Maps.Box(empty, 5, new BoundingBox(3, 2, 1, 6, 5, 3));

        var overlap = OverlapMetrics.Compare(predicted, reference, 5);

        Assert.Equal((48, 48), (overlap.PredictedVoxels, overlap.ReferenceVoxels));
        Assert.Equal(2.0 * 36 / 96, overlap.Dice, 12);
        Assert.Equal(2, overlap.Hd95Mm);
        Assert.Equal(0, overlap.AreaErrorMm2);
        Assert.Equal(0, overlap.VolumeErrorMm3);
    }

    [Fact]
    public void Compare_BothEmpty_IsPerfectWithoutDistances()
    {
        var empty = Maps.Empty(4, 4, 4);

        var overlap = OverlapMetrics.Compare(empty, empty, 1);

        Assert.Equal(new StructureOverlap(1, 0, 0, 1, null, null, 0, 0), overlap);
    }

    [Fact]
    public void Compare_OneEmpty_IsZeroWithoutDistances()
    {
        var empty = Maps.Empty(4, 4, 4, new VectorMm(1, 1, 2));
        var reference = Maps.Box(empty, 1, new BoundingBox(0, 0, 0, 1, 1, 1));

        var overlap = OverlapMetrics.Compare(empty, reference, 1);

        Assert.Equal(new StructureOverlap(1, 0, 8, 0, null, null, 4, -16), overlap);
    }

    [Fact]
    public void Compare_SingleVoxelsApart_MeasuresInMillimetres()
    {
        var empty = Maps.Empty(9, 9, 9);
        var a = Maps.Box(empty, 1, new BoundingBox(1, 1, 1, 1, 1, 1));
        var b = Maps.Box(empty, 1, new BoundingBox(4, 5, 3, 4, 5, 3));

        var overlap = OverlapMetrics.Compare(a, b, 1);

        var distance = new VectorMm(3 * 0.7, 4 * 1.3, 2 * 3.1).Length;
        Assert.Equal(distance, overlap.Hd95Mm!.Value, 12);
        Assert.Equal(distance, overlap.AssdMm!.Value, 12);
    }

    [Fact]
    public void Compare_OtherGrid_IsRefused()
    {
        var a = Maps.Empty(4, 4, 4);
        var moved = new LabelMap(
            new Grid(a.Grid.Size, a.Grid.Spacing, new VectorMm(0.01, 0, 0), a.Grid.AxisI, a.Grid.AxisJ, a.Grid.AxisK), a.Labels);

        Assert.Throws<ArgumentException>(() => OverlapMetrics.Compare(a, moved, 1));
        Assert.Throws<ArgumentException>(() => OverlapMetrics.Compare(a, Maps.Empty(4, 4, 3), 1));
    }

    [Theory]
    [InlineData(GridAxis.I, 2.0)]
    [InlineData(GridAxis.J, 4.0)]
    [InlineData(GridAxis.K, 4.0)]
    public void AreaErrorMm2_OneRowMissing_DependsOnTheAxis(GridAxis axis, double expected)
    {
        var empty = Maps.Empty(6, 6, 6, new VectorMm(2, 1, 1));
        var reference = Maps.Box(empty, 1, new BoundingBox(1, 1, 1, 2, 2, 2));
        var predicted = Maps.Box(empty, 1, new BoundingBox(1, 1, 1, 2, 1, 2));

        var error = OverlapMetrics.AreaErrorMm2(predicted, reference, 1, axis);

        Assert.Equal(expected, error, 12);
    }

    [Fact]
    public void Compare_RandomMasks_EqualsBruteForce()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (x, y, z) = (1 + random.Next(9), 1 + random.Next(9), 1 + random.Next(6));
            var a = Maps.Random(2 * seed, x, y, z, 0.05 + (0.6 * random.NextDouble()), 2);
            var b = Maps.Random((2 * seed) + 1, x, y, z, 0.05 + (0.6 * random.NextDouble()), 2);

            var overlap = OverlapMetrics.Compare(a, b, 1);

            var (hd95, assd) = BruteForce(a, b, 1);
            Assert.Equal(hd95 is null, overlap.Hd95Mm is null);
            Assert.Equal(hd95 ?? 0, overlap.Hd95Mm ?? 0, 9);
            Assert.Equal(assd ?? 0, overlap.AssdMm ?? 0, 9);
        }
    }

    private static (double? Hd95, double? Assd) BruteForce(LabelMap a, LabelMap b, byte structure)
    {
        var (pa, pb) = (SurfacePoints(a, structure), SurfacePoints(b, structure));
        if (pa.Count == 0 || pb.Count == 0)
        {
            return (null, null);
        }

        var ab = pa.Select(p => pb.Min(q => (p - q).Length)).Order().ToArray();
        var ba = pb.Select(p => pa.Min(q => (p - q).Length)).Order().ToArray();
        return (Math.Max(P95(ab), P95(ba)), ab.Concat(ba).Average());
    }

    private static double P95(double[] sorted)
    {
        var rank = 0.95 * (sorted.Length - 1);
        var low = sorted[(int)rank];
        var high = sorted[(int)Math.Ceiling(rank)];
        return low + ((high - low) * (rank - (int)rank));
    }

    private static List<VectorMm> SurfacePoints(LabelMap map, byte structure)
    {
        var size = map.Grid.Size;
        bool Inside(int x, int y, int z) =>
            x >= 0 && y >= 0 && z >= 0 && x < size.X && y < size.Y && z < size.Z
            && map.Labels[size.IndexOf(x, y, z)] == structure;
        var points = new List<VectorMm>();
        for (var z = 0; z < size.Z; z++)
        {
            for (var y = 0; y < size.Y; y++)
            {
                for (var x = 0; x < size.X; x++)
                {
                    if (Inside(x, y, z) && !(Inside(x - 1, y, z) && Inside(x + 1, y, z) && Inside(x, y - 1, z)
                        && Inside(x, y + 1, z) && Inside(x, y, z - 1) && Inside(x, y, z + 1)))
                    {
                        points.Add(map.Grid.PositionOf(x, y, z));
                    }
                }
            }
        }

        return points;
    }
}
