using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ActiveSeg.Imaging.Dicom.Parsing;

/// <summary>The attributes of one DICOM file or item, as stored; values are interpreted, and distrusted, when asked for.</summary>
internal sealed class DicomDataset(string name, IReadOnlyDictionary<DicomTag, DicomElement> elements)
{
    /// <summary>Path or name of the file, for messages.</summary>
    public string Name => name;

    public bool Has(DicomTag tag) => elements.ContainsKey(tag);

    public ReadOnlyMemory<byte> Bytes(DicomTag tag) => elements.TryGetValue(tag, out var element) ? element.Value : default;

    /// <summary>The items of a sequence; none when it is absent.</summary>
    public IReadOnlyList<DicomDataset> Items(DicomTag tag) => !elements.TryGetValue(tag, out var element)
        ? []
        : [.. new DicomParser(element.Value, 0, element.ItemsAreExplicit, name).ReadItems().Select(i => new DicomDataset(name, i))];

    /// <summary>Text without padding and control characters; null when absent or empty.</summary>
    public string? Text(DicomTag tag)
    {
        var bytes = Bytes(tag).Span;
        if (bytes.IsEmpty)
        {
            return null;
        }

        var isUtf8 = tag != DicomTags.SpecificCharacterSet
            && Text(DicomTags.SpecificCharacterSet)?.Contains("ISO_IR 192", StringComparison.Ordinal) == true;
        var text = (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        text = new string([.. text.Where(c => !char.IsControl(c))]).Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>Text that must be there.</summary>
    public string RequiredText(DicomTag tag, string what) => Text(tag) ?? throw Missing(tag, what);

    /// <summary>An unsigned 16-bit number that must be there.</summary>
    public int RequiredShort(DicomTag tag, string what)
    {
        var bytes = Bytes(tag).Span;
        return bytes.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : throw Missing(tag, what);
    }

    /// <summary>Decimal numbers written as text; null when absent or empty.</summary>
    /// <exception cref="ImageFormatException">Not <paramref name="count"/> finite numbers.</exception>
    public double[]? Decimals(DicomTag tag, int count, string what)
    {
        if (Text(tag) is not { } text)
        {
            return null;
        }

        var parts = text.Split('\\');
        var numbers = new double[parts.Length];
        for (var p = 0; p < parts.Length; p++)
        {
            if (!double.TryParse(parts[p].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[p])
                || !double.IsFinite(numbers[p]))
            {
                throw new ImageFormatException(
                    ImageFault.MissingAttribute, name, $"{what} {tag} is no finite number: '{Shorten(parts[p])}'");
            }
        }

        return numbers.Length == count
            ? numbers
            : throw new ImageFormatException(
                ImageFault.MissingAttribute, name, $"{what} {tag} has {numbers.Length} numbers instead of {count}");
    }

    /// <summary>Decimal numbers that must be there.</summary>
    public double[] RequiredDecimals(DicomTag tag, int count, string what) =>
        Decimals(tag, count, what) ?? throw Missing(tag, what);

    private ImageFormatException Missing(DicomTag tag, string what) =>
        new(ImageFault.MissingAttribute, name, $"{what} {tag} is missing or malformed");

    private static string Shorten(string text) => text.Length <= 20 ? text : text[..20] + "…";
}
