using System.Buffers.Binary;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Nifti;

/// <summary>Checks the 348 bytes of a NIfTI-1 header; every size is derived again in 64 bits.</summary>
/// <remarks>Source: nifti1.h (field offsets in comments there).</remarks>
internal static class NiftiHeaderParser
{
    public const int HeaderBytes = 348;
    public const int FirstVoxelOffset = 352;

    private const int LargestVoxelOffset = 1 << 28;

    public static NiftiHeader Parse(ReadOnlySpan<byte> bytes, string name, ImageLimits limits)
    {
        var bigEndian = IsBigEndian(bytes, name);
        CheckMagic(bytes, name);
        var fields = new NiftiFields(bytes, bigEndian);
        var size = ReadSize(fields, name, limits);
        var datatype = ReadDatatype(fields, name);
        var offset = fields.Real(108);
        if (!(offset is >= FirstVoxelOffset and <= LargestVoxelOffset) || offset != MathF.Floor(offset))
        {
            throw new ImageFormatException(ImageFault.BadOffset, name, $"the voxels cannot start at byte {offset:g9}");
        }

        var (slope, intercept) = ReadScaling(fields, name);
        var (grid, hasOrientation) = NiftiOrientation.Read(fields, size, name);
        return new NiftiHeader(grid, datatype, bigEndian, (long)offset, slope, intercept, hasOrientation);
    }

    private static bool IsBigEndian(ReadOnlySpan<byte> bytes, string name)
    {
        var little = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (little == HeaderBytes)
        {
            return false;
        }

        var big = BinaryPrimitives.ReadInt32BigEndian(bytes);
        if (big == HeaderBytes)
        {
            return true;
        }

        if (bytes[344..347].SequenceEqual("n+1"u8) || little == 540 || big == 540)
        {
            throw new ImageFormatException(
                ImageFault.WrongHeaderSize, name, $"the header claims {little} bytes, NIfTI-1 has {HeaderBytes}");
        }

        throw new ImageFormatException(ImageFault.NotANifti, name, "not a NIfTI-1 file");
    }

    private static void CheckMagic(ReadOnlySpan<byte> bytes, string name)
    {
        var magic = bytes[344..348];
        if (magic.SequenceEqual("ni1\0"u8))
        {
            throw new ImageFormatException(
                ImageFault.DetachedVoxels, name, "the voxels lie in another file; only single files are read");
        }

        if (!magic.SequenceEqual("n+1\0"u8))
        {
            throw new ImageFormatException(ImageFault.NotANifti, name, "the header does not end in the mark 'n+1'");
        }
    }

    private static GridSize ReadSize(NiftiFields fields, string name, ImageLimits limits)
    {
        var axes = fields.Short(40);
        if (axes is < 2 or > 7)
        {
            throw new ImageFormatException(ImageFault.BadDimensions, name, $"{axes} axes; 2 to 7 are possible");
        }

        Span<long> lengths = [1, 1, 1];
        for (var axis = 1; axis <= axes; axis++)
        {
            var length = fields.Short(40 + (2 * axis));
            if (length < 1 || (axis > 3 && length != 1))
            {
                throw new ImageFormatException(
                    ImageFault.BadDimensions, name, $"{length} along axis {axis}; "
                    + (axis > 3 ? "only one time point and one value a voxel are read" : "at least 1 is needed"));
            }

            if (axis <= 3)
            {
                lengths[axis - 1] = length;
            }
        }

        var voxels = lengths[0] * lengths[1] * lengths[2];
        if (voxels > Math.Min(limits.MaxVoxels, int.MaxValue))
        {
            throw new ImageFormatException(
                ImageFault.TooLarge, name, $"{voxels} voxels claimed, {limits.MaxVoxels} are allowed");
        }

        return new GridSize((int)lengths[0], (int)lengths[1], (int)lengths[2]);
    }

    private static NiftiDatatype ReadDatatype(NiftiFields fields, string name)
    {
        var (datatype, bits) = ((NiftiDatatype)fields.Short(70), fields.Short(72));
        var expected = datatype switch
        {
            NiftiDatatype.Unsigned8 or NiftiDatatype.Signed8 => 8,
            NiftiDatatype.Signed16 or NiftiDatatype.Unsigned16 => 16,
            NiftiDatatype.Signed32 or NiftiDatatype.Unsigned32 or NiftiDatatype.Real32 => 32,
            NiftiDatatype.Real64 => 64,
            _ => 0,
        };
        if (expected == 0 || bits != expected)
        {
            throw new ImageFormatException(
                ImageFault.UnsupportedDatatype, name, $"voxel type {(int)datatype} with {bits} bits is not read");
        }

        return datatype;
    }

    private static (double Slope, double Intercept) ReadScaling(NiftiFields fields, string name)
    {
        var (slope, intercept) = (fields.Real(112), fields.Real(116));
        if (slope == 0)
        {
            return (1, 0);
        }

        if (!float.IsFinite(slope) || !float.IsFinite(intercept))
        {
            throw new ImageFormatException(ImageFault.BadScaling, name, $"scaling by {slope} and {intercept}");
        }

        return (slope, intercept);
    }
}
