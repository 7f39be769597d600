using System.Buffers.Binary;

namespace ActiveSeg.Imaging.Nifti;

/// <summary>Numbers at byte offsets of a header in either byte order.</summary>
internal readonly ref struct NiftiFields(ReadOnlySpan<byte> bytes, bool bigEndian)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public byte Byte(int offset) => bytes[offset];

    public short Short(int offset) => bigEndian
        ? BinaryPrimitives.ReadInt16BigEndian(bytes[offset..])
        : BinaryPrimitives.ReadInt16LittleEndian(bytes[offset..]);

    public float Real(int offset) => bigEndian
        ? BinaryPrimitives.ReadSingleBigEndian(bytes[offset..])
        : BinaryPrimitives.ReadSingleLittleEndian(bytes[offset..]);
}
