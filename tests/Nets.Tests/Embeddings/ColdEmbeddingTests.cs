using ActiveSeg.Nets.Embeddings;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Tests.Embeddings;

public sealed class ColdEmbeddingTests
{
    [Fact]
    public void Of_SameScanTwice_GivesTheSame256FiniteNumbers()
    {
        var (volume, _) = TestScans.Make(1);

        var (first, second) = (ColdEmbedding.Of("a", volume), ColdEmbedding.Of("a", volume));

        Assert.Equal(256, first.Length);
        Assert.Equal(first, second);
        Assert.All(first, v => Assert.True(float.IsFinite(v)));
    }

    [Theory]
    [InlineData(0, 1, 2, true, true, true)]
    [InlineData(2, 0, 1, false, true, false)]
    [InlineData(1, 0, 2, true, false, true)]
    public void Of_PermutedOrFlippedStorage_GivesTheSame(int i, int j, int k, bool ri, bool rj, bool rk)
    {
        var (volume, _) = TestScans.Make(2);
        var (grid, voxels) = TestScans.Restored(volume.Grid, volume.Voxels, [i, j, k], [ri, rj, rk]);

        Assert.Equal(ColdEmbedding.Of("a", volume), ColdEmbedding.Of("b", new Volume(grid, voxels)));
    }

    [Fact]
    public void Of_RescaledIntensities_IsAlmostTheSame()
    {
        var (volume, _) = TestScans.Make(3);
        var scaled = new Volume(volume.Grid, Array.ConvertAll(volume.Voxels, v => (v * 7) + 1000));

        var pairs = ColdEmbedding.Of("a", volume).Zip(ColdEmbedding.Of("b", scaled));

        Assert.All(pairs, p => Assert.Equal(p.First, p.Second, 0.02f));
    }

    [Fact]
    public void Of_OtherScan_Differs() =>
        Assert.NotEqual(ColdEmbedding.Of("a", TestScans.Make(4).Volume), ColdEmbedding.Of("b", TestScans.Make(5).Volume));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 1)]
    [InlineData(9, 9, 9)]
    public void Of_ConstantScan_IsFinite(int x, int y, int z)
    {
        var grid = Grid.Aligned(new GridSize(x, y, z), new VectorMm(1, 2, 3));

        Assert.All(ColdEmbedding.Of("flat", new Volume(grid, new float[grid.Size.Count])), v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void Of_NotFiniteVoxel_IsRefused()
    {
        var (volume, _) = TestScans.Make(6);
        volume.Voxels[0] = float.NaN;

        Assert.Throws<InvalidScanException>(() => ColdEmbedding.Of("holed", volume));
    }
}
