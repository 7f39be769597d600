using System.Buffers.Binary;
using System.IO.Compression;
using ActiveSeg.Imaging.Nifti;

namespace ActiveSeg.Imaging.Tests.Nifti;

/// <summary>NIfTI files byte by byte, so that the reader is not only held against our own writer.</summary>
internal sealed class NiftiBytes
{
    public bool BigEndian { get; init; }

    public short[] Dim { get; init; } = [3, 3, 2, 2, 1, 1, 1, 1];

    public NiftiDatatype Datatype { get; init; } = NiftiDatatype.Real32;

    public float[] Pixdim { get; init; } = [1, 2, 3, 4, 1, 1, 1, 1];

    public float Slope { get; init; }

    public float Intercept { get; init; }

    public short QformCode { get; init; }

    public short SformCode { get; init; } = 1;

    public float[] Quaternion { get; init; } = [0, 0, 0, 0, 0, 0];

    public float[] Sform { get; init; } = [2, 0, 0, 10, 0, 3, 0, 20, 0, 0, 4, 30];

    public double[] Voxels { get; init; } = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

    public float VoxelOffset { get; init; } = 352;

    public byte Units { get; init; } = 2;

    public byte[] ToArray()
    {
        var bits = Datatype switch
        {
            NiftiDatatype.Unsigned8 or NiftiDatatype.Signed8 => 8,
            NiftiDatatype.Signed16 or NiftiDatatype.Unsigned16 => 16,
            NiftiDatatype.Real64 => 64,
            _ => 32,
        };
        var bytes = new byte[(int)VoxelOffset + (Voxels.Length * bits / 8)];
        Put(bytes, 0, 348);
        for (var d = 0; d < 8; d++)
        {
            Put(bytes, 40 + (2 * d), Dim[d]);
            Put(bytes, 76 + (4 * d), Pixdim[d]);
        }

        Put(bytes, 70, (short)Datatype);
        Put(bytes, 72, (short)bits);
        Put(bytes, 108, VoxelOffset);
        Put(bytes, 112, Slope);
        Put(bytes, 116, Intercept);
        bytes[123] = Units;
        Put(bytes, 252, QformCode);
        Put(bytes, 254, SformCode);
        for (var q = 0; q < 6; q++)
        {
            Put(bytes, 256 + (4 * q), Quaternion[q]);
        }

        for (var s = 0; s < 12; s++)
        {
            Put(bytes, 280 + (4 * s), Sform[s]);
        }

        "n+1\0"u8.CopyTo(bytes.AsSpan(344));
        for (var v = 0; v < Voxels.Length; v++)
        {
            PutVoxel(bytes, (int)VoxelOffset + (v * bits / 8), Voxels[v]);
        }

        return bytes;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private void PutVoxel(byte[] bytes, int at, double value)
    {
        switch (Datatype)
        {
            case NiftiDatatype.Unsigned8: bytes[at] = (byte)value; break;
            case NiftiDatatype.Signed8: bytes[at] = (byte)(sbyte)value; break;
            case NiftiDatatype.Signed16: Put(bytes, at, (short)value); break;
            case NiftiDatatype.Unsigned16: Put(bytes, at, (short)(ushort)value); break;
            case NiftiDatatype.Signed32: Put(bytes, at, (int)value); break;
            case NiftiDatatype.Unsigned32: Put(bytes, at, (int)(uint)value); break;
            case NiftiDatatype.Real32: Put(bytes, at, (float)value); break;
            default:
                var target = bytes.AsSpan(at);
                if (BigEndian)
                {
                    BinaryPrimitives.WriteDoubleBigEndian(target, value);
                }
                else
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(target, value);
                }

                break;
        }
    }

    private void Put(byte[] bytes, int at, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), BigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
    }

    private void Put(byte[] bytes, int at, short value)
    {
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(at), BigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
    }

    private void Put(byte[] bytes, int at, float value) => Put(bytes, at, BitConverter.SingleToInt32Bits(value));
}
