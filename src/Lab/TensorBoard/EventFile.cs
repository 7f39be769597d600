using System.Buffers.Binary;
using System.Numerics;

namespace ActiveSeg.Lab.TensorBoard;

/// <summary>Writes an event file that TensorBoard reads: records of protocol buffers, each with two checksums.</summary>
/// <remarks>
/// <para>Deterministic: the same values give the same bytes.</para>
/// <para>Source: the TFRecord format (length, masked CRC-32C of the length, payload, masked CRC-32C of the payload; little endian) and
/// the messages <c>Event</c> and <c>Summary</c> of TensorFlow's event.proto and summary.proto.</para>
/// </remarks>
internal static class EventFile
{
    private const uint Mask = 0xa282ead8;

    /// <summary>Writes the version record and one record for every scalar.</summary>
    public static void Write(Stream stream, IEnumerable<Scalar> scalars)
    {
        WriteRecord(stream, EventBytes.Version());
        foreach (var scalar in scalars)
        {
            WriteRecord(stream, EventBytes.Of(scalar));
        }
    }

    /// <summary>CRC-32C (Castagnoli), initial value and final complement as in RFC 3720.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    /// <summary>The checksum, rotated by 15 bits and shifted, so that checksums of data that hold checksums stay telling.</summary>
    public static uint Masked(uint checksum) => BitOperations.RotateRight(checksum, 15) + Mask;

    private static void WriteRecord(Stream stream, byte[] payload)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], Masked(Checksum(head[..8])));
        Span<byte> tail = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, Masked(Checksum(payload)));
        stream.Write(head);
        stream.Write(payload);
        stream.Write(tail);
    }
}
