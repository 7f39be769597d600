using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ActiveSeg.Imaging.Nifti;

/// <summary>Stored voxels of any type and byte order as numbers.</summary>
internal static class VoxelDecoder
{
    public static void Decode(Span<byte> bytes, NiftiDatatype datatype, bool bigEndian, Span<double> values)
    {
        if (bigEndian == BitConverter.IsLittleEndian)
        {
            Reverse(bytes, datatype);
        }

        switch (datatype)
        {
            case NiftiDatatype.Unsigned8: Convert<byte>(bytes, values); break;
            case NiftiDatatype.Signed8: Convert<sbyte>(bytes, values); break;
            case NiftiDatatype.Signed16: Convert<short>(bytes, values); break;
            case NiftiDatatype.Unsigned16: Convert<ushort>(bytes, values); break;
            case NiftiDatatype.Signed32: Convert<int>(bytes, values); break;
            case NiftiDatatype.Unsigned32: Convert<uint>(bytes, values); break;
            case NiftiDatatype.Real32: Convert<float>(bytes, values); break;
            case NiftiDatatype.Real64: Convert<double>(bytes, values); break;
            default: throw new UnreachableException();
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<double> values)
        where T : unmanaged, INumber<T>
    {
        var stored = MemoryMarshal.Cast<byte, T>(bytes);
        for (var v = 0; v < stored.Length; v++)
        {
            values[v] = double.CreateTruncating(stored[v]);
        }
    }

    private static void Reverse(Span<byte> bytes, NiftiDatatype datatype)
    {
        switch (datatype)
        {
            case NiftiDatatype.Signed16 or NiftiDatatype.Unsigned16:
                Reverse<short>(bytes, BinaryPrimitives.ReverseEndianness);
                break;
            case NiftiDatatype.Signed32 or NiftiDatatype.Unsigned32 or NiftiDatatype.Real32:
                Reverse<int>(bytes, BinaryPrimitives.ReverseEndianness);
                break;
            case NiftiDatatype.Real64:
                Reverse<long>(bytes, BinaryPrimitives.ReverseEndianness);
                break;
        }
    }

    private static void Reverse<T>(Span<byte> bytes, ReverseAll<T> reverse)
        where T : unmanaged
    {
        var words = MemoryMarshal.Cast<byte, T>(bytes);
        reverse(words, words);
    }

    private delegate void ReverseAll<T>(ReadOnlySpan<T> from, Span<T> to);
}
