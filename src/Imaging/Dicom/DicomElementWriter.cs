using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ActiveSeg.Imaging.Dicom;

/// <summary>Elements in explicit little endian; text as UTF-8.</summary>
internal sealed class DicomElementWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();
    private uint last;

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();

    public DicomElementWriter Text(ushort group, ushort element, string vr, string? value) =>
        Element(group, element, vr, Encoding.UTF8.GetBytes(value ?? ""), vr == "UI" ? (byte)0 : (byte)' ');

    public DicomElementWriter Decimals(ushort group, ushort element, params ReadOnlySpan<double> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            text.Append(text.Length > 0 ? "\\" : "").Append(DecimalText(value));
        }

        return Text(group, element, "DS", text.ToString());
    }

    public DicomElementWriter Optional(ushort group, ushort element, double? value) =>
        value is { } number ? Decimals(group, element, number) : Text(group, element, "DS", null);

    public DicomElementWriter Shorts(ushort group, ushort element, params ReadOnlySpan<ushort> values)
    {
        var content = new byte[2 * values.Length];
        for (var v = 0; v < values.Length; v++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(2 * v), values[v]);
        }

        return Element(group, element, "US", content, 0);
    }

    public DicomElementWriter Long(ushort group, ushort element, uint value)
    {
        var content = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(content, value);
        return Element(group, element, "UL", content, 0);
    }

    public DicomElementWriter Bytes(ushort group, ushort element, string vr, ReadOnlySpan<byte> content) =>
        Element(group, element, vr, content, 0);

    /// <summary>The most digits that fit the 16 characters of a decimal string.</summary>
    internal static string DecimalText(double value)
    {
        for (var digits = 17; digits > 1; digits--)
        {
            var text = (value == 0 ? 0 : value).ToString("G" + digits, CultureInfo.InvariantCulture);
            if (text.Length <= 16)
            {
                return text;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "cannot be written in 16 characters");
    }

    private DicomElementWriter Element(ushort group, ushort element, string vr, ReadOnlySpan<byte> content, byte padding)
    {
        var tag = ((uint)group << 16) | element;
        if (tag <= last)
        {
            throw new InvalidOperationException($"({group:X4},{element:X4}) is written out of order");
        }

        last = tag;
        var isLong = vr is "OB" or "OW" or "SQ" or "UN" or "UT";
        var length = content.Length + (content.Length & 1);
        Span<byte> header = stackalloc byte[isLong ? 12 : 8];
        header.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(header, group);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], element);
        Encoding.ASCII.GetBytes(vr, header[4..]);
        if (isLong)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header[8..], (uint)length);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header[6..], checked((ushort)length));
        }

        bytes.Write(header);
        bytes.Write(content);
        if (content.Length != length)
        {
            bytes.Write([padding]);
        }

        return this;
    }
}
