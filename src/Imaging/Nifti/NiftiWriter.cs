using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Nifti;

/// <summary>Writes single-file NIfTI-1, little endian, qform and sform equal and both with code 1.</summary>
/// <remarks>Deterministic: the same voxels and geometry give the same bytes; gzip carries no time and no name.</remarks>
public static class NiftiWriter
{
    /// <summary>Writes intensities to a file, gzipped when its name ends in <c>.gz</c>; the file appears whole or not at all.</summary>
    /// <inheritdoc cref="WriteVolume(Volume, Stream, bool, NiftiDatatype)"/>
    public static void WriteVolume(Volume volume, string path, NiftiDatatype datatype = NiftiDatatype.Real32)
    {
        ArgumentNullException.ThrowIfNull(path);
        var compress = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        ImageFile.WriteWhole(path, stream => WriteVolume(volume, stream, compress, datatype));
    }

    /// <summary>Writes intensities to a stream, which stays open.</summary>
    /// <param name="volume">What to write.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="compress">Whether to gzip. Default: true.</param>
    /// <param name="datatype">Real32, or Unsigned8 or Signed16 where every voxel is a whole number in their range. Default: Real32.</param>
    /// <exception cref="ArgumentException">A voxel does not fit the type without loss, or the type is not one of the three.</exception>
    public static void WriteVolume(
        Volume volume, Stream stream, bool compress = true, NiftiDatatype datatype = NiftiDatatype.Real32)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ReadOnlySpan<byte> voxels = datatype switch
        {
            NiftiDatatype.Real32 when BitConverter.IsLittleEndian => MemoryMarshal.AsBytes(volume.Voxels.AsSpan()),
            NiftiDatatype.Unsigned8 => Array.ConvertAll(volume.Voxels, v => (byte)Whole(v, byte.MinValue, byte.MaxValue)),
            NiftiDatatype.Signed16 => MemoryMarshal.AsBytes(
                Array.ConvertAll(volume.Voxels, v => (short)Whole(v, short.MinValue, short.MaxValue)).AsSpan()),
            _ => throw new ArgumentException($"{datatype} is not written", nameof(datatype)),
        };
        Write(volume.Grid, datatype, voxels, stream, compress);
    }

    /// <summary>Writes a label map as unsigned bytes to a file, gzipped when its name ends in <c>.gz</c>; it appears whole or not at all.</summary>
    public static void WriteLabels(LabelMap labels, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var compress = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        ImageFile.WriteWhole(path, stream => WriteLabels(labels, stream, compress));
    }

    /// <summary>Writes a label map as unsigned bytes to a stream, which stays open.</summary>
    /// <param name="labels">What to write.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="compress">Whether to gzip. Default: true.</param>
    public static void WriteLabels(LabelMap labels, Stream stream, bool compress = true)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Write(labels.Grid, NiftiDatatype.Unsigned8, labels.Labels, stream, compress);
    }

    private static void Write(
        Grid grid, NiftiDatatype datatype, ReadOnlySpan<byte> voxels, Stream stream, bool compress)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var header = Header(grid, datatype);
        if (!compress)
        {
            stream.Write(header);
            stream.Write(voxels);
            return;
        }

        using var deflater = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        deflater.Write(header);
        deflater.Write(voxels);
    }

    private static byte[] Header(Grid grid, NiftiDatatype datatype)
    {
        var bytes = new byte[NiftiHeaderParser.FirstVoxelOffset];
        var (x, y, z) = (NiftiOrientation.Turn(grid.AxisI), NiftiOrientation.Turn(grid.AxisJ), NiftiOrientation.Turn(grid.AxisK));
        var origin = NiftiOrientation.Turn(grid.Origin);
        var (b, c, d, reversal) = NiftiOrientation.ToQuaternion(x, y, z);

        BinaryPrimitives.WriteInt32LittleEndian(bytes, NiftiHeaderParser.HeaderBytes);
        bytes[38] = (byte)'r';
        Shorts(bytes, 40, [3, (short)grid.Size.X, (short)grid.Size.Y, (short)grid.Size.Z, 1, 1, 1, 1]);
        Shorts(bytes, 70, [(short)datatype, BitsOf(datatype)]);
        Reals(bytes, 76, [reversal, grid.Spacing.X, grid.Spacing.Y, grid.Spacing.Z, 1, 1, 1, 1]);
        Reals(bytes, 108, [NiftiHeaderParser.FirstVoxelOffset, 1, 0]);
        bytes[123] = 2; // millimetres
        "ActiveSeg"u8.CopyTo(bytes.AsSpan(148));
        Shorts(bytes, 252, [1, 1]);
        Reals(bytes, 256, [b, c, d, origin.X, origin.Y, origin.Z]);
        var (i, j, k) = (x * grid.Spacing.X, y * grid.Spacing.Y, z * grid.Spacing.Z);
        Reals(bytes, 280, [i.X, j.X, k.X, origin.X, i.Y, j.Y, k.Y, origin.Y, i.Z, j.Z, k.Z, origin.Z]);
        "n+1\0"u8.CopyTo(bytes.AsSpan(344));
        return bytes;
    }

    private static short BitsOf(NiftiDatatype datatype) =>
        datatype switch { NiftiDatatype.Unsigned8 => 8, NiftiDatatype.Signed16 => 16, _ => 32 };

    private static float Whole(float value, int lowest, int highest) =>
        value >= lowest && value <= highest && value == MathF.Floor(value)
            ? value
            : throw new ArgumentException($"{value} is no whole number from {lowest} to {highest}", nameof(value));

    private static void Shorts(byte[] bytes, int offset, ReadOnlySpan<short> values)
    {
        for (var v = 0; v < values.Length; v++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(offset + (2 * v)), values[v]);
        }
    }

    private static void Reals(byte[] bytes, int offset, ReadOnlySpan<double> values)
    {
        for (var v = 0; v < values.Length; v++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(offset + (4 * v)), (float)values[v]);
        }
    }
}
