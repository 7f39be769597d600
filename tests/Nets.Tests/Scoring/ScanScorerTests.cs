using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Uncertainty;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Tests.Scoring;

public sealed class ScanScorerTests(TrainedFixture trained)
{
    public static TheoryData<int[], bool[]> Storages => new()
    {
        { [0, 1, 2], [true, false, false] },
        { [2, 1, 0], [false, false, false] },
        { [1, 2, 0], [true, true, false] },
        { [2, 0, 1], [false, true, true] },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Storages))]
    public void Score_PermutedOrFlippedStorage_GivesTheSameResultPermuted(int[] order, bool[] reversed)
    {
        var (volume, _) = TestScans.Make(20);
        var (grid, voxels) = TestScans.Restored(volume.Grid, volume.Voxels, order, reversed);
        using var segmenter = new Segmenter(trained.Weights, TestScans.Scoring);

        var straight = segmenter.Score("a", volume, Token);
        var stored = segmenter.Score("b", new Volume(grid, voxels), Token);

        Assert.Equal(TestScans.Restored(volume.Grid, straight.Prediction.Labels, order, reversed).Voxels, stored.Prediction.Labels);
        Assert.Equal(straight.Embedding.AsEnumerable(), stored.Embedding);
        Assert.Equal(straight.ToNamed(), stored.ToNamed());
    }

    [Fact]
    public void Score_FinerGrid_PredictsOnThatGridWithTheSameVolume()
    {
        var (volume, _) = TestScans.Make(21);
        var (coarse, fine) = (volume.Grid, new Grid(
            new GridSize(volume.Grid.Size.X, volume.Grid.Size.Y * 2, volume.Grid.Size.Z * 2), new VectorMm(3, 0.5, 0.5),
            volume.Grid.Origin + new VectorMm(0, -0.25, -0.25), volume.Grid.AxisI, volume.Grid.AxisJ, volume.Grid.AxisK));
        var voxels = new float[fine.Size.Count];
        for (var i = 0; i < voxels.Length; i++)
        {
            var (x, y, z) = (i % fine.Size.X, i / fine.Size.X % fine.Size.Y, i / fine.Size.X / fine.Size.Y);
            voxels[i] = volume.Voxels[coarse.Size.IndexOf(x, y / 2, z / 2)];
        }

        using var segmenter = new Segmenter(trained.Weights, TestScans.Scoring);

        var (a, b) = (segmenter.Score("coarse", volume, Token), segmenter.Score("fine", new Volume(fine, voxels), Token));

        Assert.Equal(fine, b.Prediction.Grid);
        Assert.InRange(b.Structures[0].VolumeMm3 / a.Structures[0].VolumeMm3, 0.85, 1.15);
        Assert.InRange(b.Structures[1].VolumeMm3 / a.Structures[1].VolumeMm3, 0.85, 1.15);
    }

    [Fact]
    public void Score_AnyScan_GivesFiniteNumbersInRange()
    {
        var (volume, _) = TestScans.Make(22);
        using var segmenter = new Segmenter(trained.Weights, TestScans.Scoring);

        var score = segmenter.Score("a", volume, Token);

        Assert.Equal(trained.Weights.Plan.Widths[^1], score.Embedding.Length);
        Assert.All(score.Embedding, v => Assert.True(float.IsFinite(v)));
        Assert.All(score.ToNamed().Values, v => Assert.True(double.IsFinite(v)));
        Assert.True(score.Uncertainty.HasForeground);
        Assert.InRange(score.Uncertainty[VoxelSignal.Entropy].Image, 0, Math.Log(3));
        Assert.InRange(score.Uncertainty[VoxelSignal.Entropy].Foreground, score.Uncertainty[VoxelSignal.Entropy].Image, Math.Log(3));
        Assert.InRange(score.Uncertainty[VoxelSignal.Entropy].Boundary, score.Uncertainty[VoxelSignal.Entropy].Image, Math.Log(3));
    }

    [Fact]
    public void Score_NothingPredicted_FallsBackToTheMostUncertainVoxels()
    {
        var (volume, _) = TestScans.Make(23);
        using var segmenter = new Segmenter(trained.Weights, TestScans.Scoring);

        var score = segmenter.Score("flat", new Volume(volume.Grid, new float[volume.Voxels.Length]), Token);

        Assert.All(score.ToNamed().Values, v => Assert.True(double.IsFinite(v)));
        Assert.True(score.Uncertainty.HasForeground || score.Structures.All(s => s.VolumeMm3 == 0));
    }

    [Fact]
    public void Score_HalfPrecision_AgreesOnNearlyAllVoxels()
    {
        var (volume, _) = TestScans.Make(24);
        using var whole = new Segmenter(trained.Weights, TestScans.Scoring);
        using var half = new Segmenter(trained.Weights, TestScans.Scoring with { HalfPrecision = true });

        var (a, b) = (whole.Score("a", volume, Token).Prediction.Labels, half.Score("a", volume, Token).Prediction.Labels);

        Assert.InRange(a.Zip(b).Count(p => p.First != p.Second), 0, a.Length / 100);
    }

    [Fact]
    public void Score_NotFiniteVoxel_IsRefusedByName()
    {
        var (volume, _) = TestScans.Make(25);
        volume.Voxels[3] = float.PositiveInfinity;
        using var segmenter = new Segmenter(trained.Weights, TestScans.Scoring);

        var error = Assert.Throws<InvalidScanException>(() => segmenter.Score("holed", volume, Token));

        Assert.Equal("holed", error.Scan);
    }

    [Fact]
    public void Score_OneSliceOfOnePixel_Works()
    {
        using var segmenter = new Segmenter(trained.Weights, TestScans.Scoring);

        var score = segmenter.Score("tiny", new Volume(Grid.Aligned(new GridSize(1, 1, 1), new VectorMm(1, 1, 1)), [5]), Token);

        Assert.Single(score.Prediction.Labels);
        Assert.All(score.ToNamed().Values, v => Assert.True(double.IsFinite(v)));
    }
}
