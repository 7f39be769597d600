using System.Buffers.Binary;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Tests.Nifti;

public sealed class NiftiWriterTests
{
    [Fact]
    public void WriteVolume_AnyOrientation_ReadsBackInTheSamePlace()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var grid = RandomGrid(seed);
            var volume = new Volume(grid, [.. Enumerable.Range(0, grid.Size.Count).Select(v => v * 0.37f)]);
            var stream = new MemoryStream();

            NiftiWriter.WriteVolume(volume, stream, compress: seed % 2 == 0);
            stream.Position = 0;
            var read = NiftiReader.ReadVolume(stream, "written");

            Assert.Equal(volume.Voxels, read.Voxels);
            Assert.True(grid.IsSameAs(read.Grid), $"seed {seed}: {grid.CornerDistanceMm(read.Grid)} mm");
        }
    }

    [Fact]
    public void WriteLabels_Twice_GivesTheSameBytes()
    {
        var map = new LabelMap(RandomGrid(3), new byte[60]);
        map.Labels[17] = 200;
        var (first, second) = (new MemoryStream(), new MemoryStream());

        NiftiWriter.WriteLabels(map, first);
        NiftiWriter.WriteLabels(map, second);

        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.Equal([0, 0, 0, 0], first.ToArray()[4..8]);
        first.Position = 0;
        Assert.Equal(map.Labels, NiftiReader.ReadLabels(first, "written").Labels);
    }

    [Fact]
    public void WriteLabels_Plain_HasBothFormsWithCodeOne()
    {
        var stream = new MemoryStream();

        NiftiWriter.WriteLabels(new LabelMap(RandomGrid(3), new byte[60]), stream, compress: false);

        var bytes = stream.ToArray();
        Assert.Equal(352 + 60, bytes.Length);
        Assert.Equal((1, 1), (BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(252)), BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(254))));
        Assert.Equal((2, 8), (BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(70)), BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(72))));
    }

    [Fact]
    public void WriteVolume_AsShorts_KeepsWholeNumbersAndRefusesOthers()
    {
        var grid = RandomGrid(5);
        var volume = new Volume(grid, [.. Enumerable.Range(0, 60).Select(v => (float)((v * 1000) - 30_000))]);
        var stream = new MemoryStream();

        NiftiWriter.WriteVolume(volume, stream, compress: true, NiftiDatatype.Signed16);
        stream.Position = 0;

        Assert.Equal(volume.Voxels, NiftiReader.ReadVolume(stream, "written").Voxels);
        volume.Voxels[3] += 0.5f;
        Assert.Throws<ArgumentException>(() => NiftiWriter.WriteVolume(volume, stream, true, NiftiDatatype.Signed16));
    }

    /// <summary>Every second grid lies within half a degree of a half turn, where a stored quaternion loses digits.</summary>
    private static Grid RandomGrid(int seed)
    {
        var random = new Random(seed);
        VectorMm Unit() => Normalised(new VectorMm(random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5));
        var (x, y) = seed % 2 == 0
            ? (Unit(), Unit())
            : (Normalised(new VectorMm(1, 0.008 * random.NextDouble(), 0.005 * random.NextDouble())), new VectorMm(0, 1, 0.004 * random.NextDouble()));
        y = Normalised(y - (x * x.Dot(y)));
        var z = x.Cross(y) * (seed % 3 == 0 ? -1 : 1);
        var spacing = new VectorMm(0.3 + random.NextDouble(), 0.3 + random.NextDouble(), 1 + (4 * random.NextDouble()));
        var origin = new VectorMm(-150 + random.NextDouble(), 200 * random.NextDouble(), -300 * random.NextDouble());
        return new Grid(new GridSize(5, 4, 3), spacing, origin, x, y, z);
    }

    private static VectorMm Normalised(VectorMm v) => v * (1 / v.Length);
}
