using ActiveSeg.Cli.Import;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Cli.Tests.Import;

public sealed class CanonicalImageTests
{
    [Theory]
    [InlineData(0f, 255f, 1)]
    [InlineData(-5f, 300f, 2)]
    [InlineData(0.5f, 70000f, 4)]
    [InlineData(0f, 70000f, 4)]
    public void Encode_AnyVoxels_AreReadBackWithoutLoss(float low, float high, int bytesPerVoxel)
    {
        var grid = Grid.Aligned(new GridSize(4, 3, 2), new VectorMm(0.9, 1.1, 4));
        var voxels = new float[24];
        (voxels[0], voxels[23]) = (low, high);

        using var stream = new MemoryStream(CanonicalImage.Encode(new Volume(grid, voxels)));
        var back = NiftiReader.ReadVolume(stream, "test");

        Assert.Equal(voxels, back.Voxels);
        Assert.True(grid.IsSameAs(back.Grid));
        using var plain = new System.IO.Compression.GZipStream(
            new MemoryStream(stream.ToArray()), System.IO.Compression.CompressionMode.Decompress);
        using var whole = new MemoryStream();
        plain.CopyTo(whole);
        Assert.Equal(352 + (24 * bytesPerVoxel), whole.Length);
    }

    [Fact]
    public void Of_SamePatientAndKey_IsTheSamePseudonym()
    {
        var folder = Directory.CreateTempSubdirectory("activeseg-key-").FullName;
        var file = Path.Combine(folder, "a", "key");

        var first = Pseudonyms.Open(file).Of("12345");

        Assert.Equal(first, Pseudonyms.Open(file).Of("12345"));
        Assert.NotEqual(first, Pseudonyms.Open(file).Of("12346"));
        Assert.NotEqual(first, Pseudonyms.Open(Path.Combine(folder, "b", "key")).Of("12345"));
        Assert.DoesNotContain("12345", first, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
