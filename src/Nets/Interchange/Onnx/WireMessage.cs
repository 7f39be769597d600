using System.Buffers;
using System.Text;

namespace ActiveSeg.Nets.Interchange.Onnx;

/// <summary>One protobuf message as it is written, field by field.</summary>
/// <remarks>Source: the encoding pages of protobuf.dev; wire types 0 (varint) and 2 (length-delimited) are all that ONNX needs here.</remarks>
internal sealed class WireMessage
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public WireMessage Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    public WireMessage Numbers(int field, IEnumerable<long> values)
    {
        foreach (var value in values)
        {
            Number(field, value);
        }

        return this;
    }

    public WireMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public WireMessage Message(int field, WireMessage inner) => Bytes(field, inner._bytes.WrittenSpan);

    public WireMessage Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private void Varint(ulong value)
    {
        Span<byte> digits = stackalloc byte[10];
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            digits[length++] = (byte)(value | 0x80);
        }

        digits[length++] = (byte)value;
        _bytes.Write(digits[..length]);
    }
}
