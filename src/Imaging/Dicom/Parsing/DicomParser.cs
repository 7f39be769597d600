using System.Buffers.Binary;

namespace ActiveSeg.Imaging.Dicom.Parsing;

/// <summary>Splits the bytes of a DICOM data set, or of an item, into its top-level elements.</summary>
/// <remarks>
/// Every length is held against the bytes that are left. Sequences are walked only where their length is not given, to
/// find their end, at most <see cref="MaxDepth"/> deep, or when their items are asked for. Reading stops behind the pixel data. Source: DICOM PS3.5, clause 7.
/// </remarks>
internal sealed class DicomParser(ReadOnlyMemory<byte> bytes, int start, bool explicitVr, string name)
{
    public const int MaxDepth = 32;

    private const uint Undefined = 0xFFFF_FFFF;
    private const int MaxElements = 1_000_000;

    private static readonly DicomTag Item = new(0xFFFE, 0xE000);
    private static readonly DicomTag ItemEnd = new(0xFFFE, 0xE00D);
    private static readonly DicomTag SequenceEnd = new(0xFFFE, 0xE0DD);

    private int at = start;

    /// <summary>Place behind the last element read.</summary>
    public int Position => at;

    /// <summary>Reads elements to the end or behind the pixel data, or as long as they belong to one group.</summary>
    public Dictionary<DicomTag, DicomElement> Read(ushort? onlyGroup = null)
    {
        var elements = new Dictionary<DicomTag, DicomElement>();
        while (at < bytes.Length && (onlyGroup is null || PeekGroup() == onlyGroup))
        {
            var (tag, length, nestedExplicit) = ReadHeader(explicitVr);
            if (tag.Group == 0xFFFE)
            {
                throw Bad($"a delimiter {tag} outside any sequence");
            }

            var from = at;
            if (length == Undefined)
            {
                SkipItems(nestedExplicit, 1);
            }
            else
            {
                Skip(length, tag);
            }

            if (elements.Count == MaxElements || !elements.TryAdd(tag, new DicomElement(bytes[from..at], nestedExplicit)))
            {
                throw Bad($"{tag} occurs twice, or there are more than {MaxElements} elements");
            }

            if (tag == DicomTags.PixelData)
            {
                break;
            }
        }

        return elements;
    }

    /// <summary>Reads the bytes of a sequence as its items, each to its elements.</summary>
    public List<Dictionary<DicomTag, DicomElement>> ReadItems()
    {
        var items = new List<Dictionary<DicomTag, DicomElement>>();
        while (at < bytes.Length)
        {
            var (tag, length, _) = ReadHeader(isExplicit: false);
            if (tag == SequenceEnd)
            {
                break;
            }

            if (tag != Item)
            {
                throw Bad($"{tag} where an item of a sequence should begin");
            }

            var from = at;
            var to = length == Undefined ? SkipElements(explicitVr, 1) : Skip(length, tag);
            items.Add(new DicomParser(bytes[from..to], 0, explicitVr, name).Read());
        }

        return items;
    }

    private ushort PeekGroup()
    {
        Need(2);
        return BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[at..]);
    }

    private (DicomTag Tag, uint Length, bool NestedExplicit) ReadHeader(bool isExplicit)
    {
        Need(8);
        var header = bytes.Span[at..];
        var tag = new DicomTag(
            BinaryPrimitives.ReadUInt16LittleEndian(header), BinaryPrimitives.ReadUInt16LittleEndian(header[2..]));
        if (!isExplicit || tag.Group == 0xFFFE)
        {
            at += 8;
            return (tag, BinaryPrimitives.ReadUInt32LittleEndian(header[4..]), isExplicit);
        }

        var (first, second) = ((char)header[4], (char)header[5]);
        if (!char.IsAsciiLetterUpper(first) || !char.IsAsciiLetterUpper(second))
        {
            throw Bad($"{tag} has no value representation");
        }

        if (!HasLongLength(first, second))
        {
            at += 8;
            return (tag, BinaryPrimitives.ReadUInt16LittleEndian(header[6..]), true);
        }

        Need(12);
        at += 12;

        // The contents of an unknown element of undefined length are implicit: PS3.5, 6.2.2 note 2.
        return (tag, BinaryPrimitives.ReadUInt32LittleEndian(header[8..]), (first, second) != ('U', 'N'));
    }

    private static bool HasLongLength(char first, char second) => (first, second) is
        ('O', 'B') or ('O', 'W') or ('O', 'F') or ('O', 'D') or ('O', 'L') or ('O', 'V') or ('S', 'Q') or ('U', 'T')
        or ('U', 'N') or ('U', 'C') or ('U', 'R') or ('S', 'V') or ('U', 'V');

    /// <summary>Walks over the items of a sequence of undefined length, or over the fragments of compressed pixels.</summary>
    private void SkipItems(bool isExplicit, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ImageFormatException(
                ImageFault.NestedTooDeep, name, $"sequences nested more than {MaxDepth} deep");
        }

        while (true)
        {
            var (tag, length, _) = ReadHeader(isExplicit: false);
            if (tag == SequenceEnd)
            {
                return;
            }

            if (tag != Item)
            {
                throw Bad($"{tag} where an item of a sequence should begin");
            }

            if (length == Undefined)
            {
                SkipElements(isExplicit, depth);
            }
            else
            {
                Skip(length, tag);
            }
        }
    }

    /// <summary>Walks over the elements of an item of undefined length.</summary>
    /// <returns>Where its last element ends.</returns>
    private int SkipElements(bool isExplicit, int depth)
    {
        while (true)
        {
            var before = at;
            var (tag, length, nestedExplicit) = ReadHeader(isExplicit);
            if (tag == ItemEnd)
            {
                return before;
            }

            if (tag.Group == 0xFFFE)
            {
                throw Bad($"{tag} inside an item");
            }

            if (length == Undefined)
            {
                SkipItems(nestedExplicit, depth + 1);
            }
            else
            {
                Skip(length, tag);
            }
        }
    }

    private int Skip(uint length, DicomTag tag)
    {
        if (length > bytes.Length - at)
        {
            throw new ImageFormatException(
                ImageFault.Truncated, name, $"{tag} claims {length} bytes, {bytes.Length - at} are left");
        }

        at += (int)length;
        return at;
    }

    private void Need(int count)
    {
        if (count > bytes.Length - at)
        {
            throw new ImageFormatException(ImageFault.Truncated, name, "the file ends within an element");
        }
    }

    private ImageFormatException Bad(string explanation) => new(ImageFault.BadElement, name, explanation);
}
