using System.Text;

namespace ActiveSeg.Imaging.Dicom.Parsing;

/// <summary>Reads the attributes of a DICOM Part-10 file in an uncompressed little-endian transfer syntax.</summary>
/// <remarks>Source: DICOM PS3.10, clause 7.</remarks>
internal static class DicomFile
{
    private const int PreambleBytes = 128;
    private const string ImplicitLittle = "1.2.840.10008.1.2";
    private const string ExplicitLittle = "1.2.840.10008.1.2.1";

    public static DicomDataset Read(string path, ImageLimits limits)
    {
        using var stream = ImageFile.Open(path);
        if (stream.Length > Math.Min(limits.MaxFileBytes, Array.MaxLength))
        {
            throw new ImageFormatException(
                ImageFault.TooLarge, path, $"{stream.Length} bytes, {limits.MaxFileBytes} are allowed");
        }

        var bytes = new byte[stream.Length];
        ImageFile.Guard(path, () => stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return Parse(bytes, path);
    }

    public static DicomDataset Parse(ReadOnlyMemory<byte> bytes, string name)
    {
        if (!HasMark(bytes.Span))
        {
            throw new ImageFormatException(ImageFault.NotDicom, name, "not a DICOM file: the mark 'DICM' is missing");
        }

        var meta = new DicomParser(bytes, PreambleBytes + 4, explicitVr: true, name);
        var syntax = new DicomDataset(name, meta.Read(onlyGroup: 0x0002)).Text(DicomTags.TransferSyntaxUid);
        var isExplicit = syntax switch
        {
            ExplicitLittle => true,
            ImplicitLittle => false,
            null => throw new ImageFormatException(ImageFault.MissingAttribute, name, "the transfer syntax is missing"),
            _ => throw new ImageFormatException(
                ImageFault.UnsupportedTransferSyntax, name, $"the transfer syntax {NameOf(syntax)} is not read"),
        };
        return new DicomDataset(name, new DicomParser(bytes, meta.Position, isExplicit, name).Read());
    }

    private static bool HasMark(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= PreambleBytes + 4 && bytes[PreambleBytes..(PreambleBytes + 4)].SequenceEqual("DICM"u8);

    private static string NameOf(string syntax) => syntax switch
    {
        "1.2.840.10008.1.2.1.99" => "Deflated Explicit Little Endian",
        "1.2.840.10008.1.2.2" => "Explicit Big Endian",
        "1.2.840.10008.1.2.4.50" or "1.2.840.10008.1.2.4.51" => "JPEG",
        "1.2.840.10008.1.2.4.57" or "1.2.840.10008.1.2.4.70" => "JPEG Lossless",
        "1.2.840.10008.1.2.4.80" or "1.2.840.10008.1.2.4.81" => "JPEG-LS",
        "1.2.840.10008.1.2.4.90" or "1.2.840.10008.1.2.4.91" => "JPEG 2000",
        "1.2.840.10008.1.2.5" => "RLE Lossless",
        _ => new StringBuilder("'").Append(syntax.AsSpan(0, Math.Min(64, syntax.Length))).Append('\'').ToString(),
    };
}
