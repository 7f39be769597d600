using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.SelfSupervision;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Tests.SelfSupervision;

public sealed class PretrainedEmbeddingTests(PretrainedFixture pretrained)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_SameScanTwice_GivesTheSameFiniteNumbers()
    {
        using var embedding = new PretrainedEmbedding(pretrained.Weights, 1);
        var (volume, _) = TestScans.Make(1);

        var (first, second) = (embedding.Of("a", volume, Token), embedding.Of("b", volume, Token));

        Assert.Equal(embedding.Width, first.Length);
        Assert.Equal(first, second);
        Assert.All(first, v => Assert.True(float.IsFinite(v)));
        Assert.NotEqual(first, embedding.Of("c", TestScans.Make(2).Volume, Token));
    }

    [Theory]
    [InlineData(0, 1, 2, true, true, true)]
    [InlineData(2, 0, 1, false, true, false)]
    [InlineData(1, 0, 2, true, false, true)]
    public void Of_PermutedOrFlippedStorage_GivesTheSame(int i, int j, int k, bool ri, bool rj, bool rk)
    {
        using var embedding = new PretrainedEmbedding(pretrained.Weights, 1);
        var (volume, _) = TestScans.Make(2);
        var (grid, voxels) = TestScans.Restored(volume.Grid, volume.Voxels, [i, j, k], [ri, rj, rk]);

        Assert.Equal(embedding.Of("a", volume, Token), embedding.Of("b", new Volume(grid, voxels), Token));
    }

    [Fact]
    public void Of_RescaledIntensities_IsAlmostTheSame()
    {
        using var embedding = new PretrainedEmbedding(pretrained.Weights, 1);
        var (volume, _) = TestScans.Make(3);
        var scaled = new Volume(volume.Grid, Array.ConvertAll(volume.Voxels, v => (v * 7) + 1000));

        var pairs = embedding.Of("a", volume, Token).Zip(embedding.Of("b", scaled, Token));

        Assert.All(pairs, p => Assert.Equal(p.First, p.Second, 0.02f));
    }

    [Fact]
    public void Of_VolumetricPlan_DescribesWindowsOfALongScan()
    {
        var options = PretrainedFixture.Options with { Steps = 2, Plan = new PlanOptions { Widths = [4, 8], Dimensions = 3 } };
        var weights = Pretraining.Run(PretrainedFixture.Scans(2), options, null, Token).Weights;
        using var embedding = new PretrainedEmbedding(weights, 1);

        var found = embedding.Of("long", TestScans.Make(4, slices: 8, rows: 150).Volume, Token);

        Assert.Equal(24, found.Length);
        Assert.All(found, v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void Of_NotFiniteVoxel_IsRefused()
    {
        using var embedding = new PretrainedEmbedding(pretrained.Weights, 1);
        var (volume, _) = TestScans.Make(6);
        volume.Voxels[0] = float.NaN;

        Assert.Throws<InvalidScanException>(() => embedding.Of("holed", volume, Token));
    }
}
