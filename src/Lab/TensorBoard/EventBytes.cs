using System.Buffers.Binary;
using System.Text;

namespace ActiveSeg.Lab.TensorBoard;

/// <summary>Events as protocol buffers.</summary>
/// <remarks>
/// <para>Event: wall_time = 1 (double), step = 2 (int64), file_version = 3 (string), summary = 5. Summary: value = 1, repeated.
/// Value: tag = 1 (string), simple_value = 2 (float).</para>
/// <para>Source: TensorFlow, event.proto and summary.proto; wire types of the protocol-buffer encoding.</para>
/// </remarks>
internal static class EventBytes
{
    private const int Varint = 0;
    private const int Eight = 1;
    private const int Counted = 2;
    private const int Four = 5;

    /// <summary>The first event of every file.</summary>
    public static byte[] Version()
    {
        var bytes = new List<byte>();
        AddDouble(bytes, 1, 0);
        AddBytes(bytes, 3, "brain.Event:2"u8);
        return [.. bytes];
    }

    /// <summary>An event with one scalar.</summary>
    public static byte[] Of(Scalar scalar)
    {
        var value = new List<byte>();
        AddBytes(value, 1, Encoding.UTF8.GetBytes(scalar.Tag));
        AddKey(value, 2, Four);
        Span<byte> single = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(single, scalar.Value);
        value.AddRange(single);

        var summary = new List<byte>();
        AddBytes(summary, 1, [.. value]);

        var bytes = new List<byte>();
        AddDouble(bytes, 1, scalar.Seconds);
        AddKey(bytes, 2, Varint);
        AddVarint(bytes, (ulong)scalar.Step);
        AddBytes(bytes, 5, [.. summary]);
        return [.. bytes];
    }

    private static void AddKey(List<byte> bytes, int field, int wireType) => AddVarint(bytes, (ulong)((field << 3) | wireType));

    private static void AddVarint(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
    }

    private static void AddDouble(List<byte> bytes, int field, double value)
    {
        AddKey(bytes, field, Eight);
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(eight, value);
        bytes.AddRange(eight);
    }

    private static void AddBytes(List<byte> bytes, int field, ReadOnlySpan<byte> value)
    {
        AddKey(bytes, field, Counted);
        AddVarint(bytes, (ulong)value.Length);
        bytes.AddRange(value);
    }
}
