using ActiveSeg.Contracts.Volumes;
using ActiveSeg.Imaging.Tests.Dicom;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Tests;

public sealed class VolumeCodecTests
{
    private readonly VolumeCodec codec = new();

    [Fact]
    public void WriteLabels_ThenRead_GivesTheMapBack()
    {
        var grid = WrittenSeries.Oblique(true).Grid;
        var map = new LabelMap(grid, [.. Enumerable.Range(0, 120).Select(v => (byte)(v % 4))]);

        var bytes = codec.WriteLabels(map);

        Assert.Equal(bytes, codec.WriteLabels(map));
        var read = codec.ReadLabels(new MemoryStream(bytes), "mask");
        Assert.Equal(map.Labels, read.Labels);
        Assert.True(grid.IsSameAs(read.Grid));
    }

    [Fact]
    public void WriteVolume_ThenReadFromAStreamThatCannotSeek_GivesTheVolumeBack()
    {
        var volume = WrittenSeries.Oblique(false);

        using var pipe = new BufferedStream(new OneWay(VolumeCodec.WriteVolume(volume)));

        Assert.Equal(volume.Voxels, codec.ReadVolume(pipe, "image").Voxels);
    }

    [Fact]
    public void ReadVolume_Rubbish_IsTheContractsException()
    {
        var refusal = Assert.ThrowsAny<UnreadableVolumeException>(() => codec.ReadVolume(new MemoryStream(new byte[400]), "scan 3"));

        Assert.Contains("scan 3", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class OneWay(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
