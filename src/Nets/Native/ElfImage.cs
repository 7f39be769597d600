using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace ActiveSeg.Nets.Native;

/// <summary>Symbol versions of one 64-bit little-endian ELF library, in memory.</summary>
/// <remarks>Source: System V gABI chapter 4 and the LSB core specification, 10.7 (symbol versioning).</remarks>
internal sealed class ElfImage
{
    private const uint SectionRela = 4, SectionDynSym = 11, SectionVerDef = 0x6ffffffd, SectionVerNeed = 0x6ffffffe,
        SectionVerSym = 0x6fffffff;

    private const ushort FlagWeak = 2;
    private const int BindingGlobal = 1;
    private readonly byte[] _bytes;
    private readonly ImmutableArray<Section> _sections;

    /// <summary>Reads the section table.</summary>
    /// <exception cref="InvalidDataException">Not an ELF64 little-endian file, or a table reaches beyond its end.</exception>
    public ElfImage(byte[] bytes)
    {
        if (bytes.Length < 64 || !bytes.AsSpan(0, 4).SequenceEqual("\u007fELF"u8) || bytes[4] != 2 || bytes[5] != 1)
        {
            throw new InvalidDataException("not a 64-bit little-endian ELF file");
        }

        _bytes = bytes;
        var (table, size, count) = (Long(40), Short(58), Short(60));
        var sections = ImmutableArray.CreateBuilder<Section>(count);
        for (var i = 0; i < count; i++)
        {
            var at = checked((int)table + (i * size));
            sections.Add(new Section(Int(at + 4), Long(at + 24), Long(at + 32), (int)Int(at + 40)));
        }

        _sections = sections.MoveToImmutable();
    }

    /// <summary>Version names that this library defines, empty for one without versions.</summary>
    public IReadOnlySet<string> DefinedVersions()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in _sections.Where(s => s.Type == SectionVerDef))
        {
            var strings = _sections[section.Link].Offset;
            for (var at = section.Offset; ;)
            {
                names.Add(Text(strings + Int(at + Int(at + 12))));
                var next = Int(at + 16);
                if (next == 0)
                {
                    break;
                }

                at += next;
            }
        }

        return names;
    }

    /// <summary>Versions that must be found in <paramref name="library"/>; those already weak are left out.</summary>
    public IReadOnlyList<VersionNeed> NeededVersions(string library)
    {
        var needs = new List<VersionNeed>();
        foreach (var section in _sections.Where(s => s.Type == SectionVerNeed))
        {
            var strings = _sections[section.Link].Offset;
            for (var at = section.Offset; ;)
            {
                if (Text(strings + Int(at + 4)) == library)
                {
                    var entry = at + Int(at + 8);
                    for (var k = Short(at + 2); k > 0; k--)
                    {
                        if ((Short(entry + 4) & FlagWeak) == 0)
                        {
                            needs.Add(new VersionNeed(Text(strings + Int(entry + 8)), (ushort)(Short(entry + 6) & 0x7fff), entry));
                        }

                        entry += Int(entry + 12);
                    }
                }

                var next = Int(at + 12);
                if (next == 0)
                {
                    break;
                }

                at += next;
            }
        }

        return needs;
    }

    /// <summary>Names of the symbols bound to a version that the loader would have to resolve.</summary>
    /// <remarks>A symbol that no relocation mentions is never looked up, so its version may be missing without harm.</remarks>
    public IReadOnlyList<string> RelocatedSymbols(VersionNeed need)
    {
        var symbols = _sections.First(s => s.Type == SectionDynSym);
        var strings = _sections[symbols.Link].Offset;
        var versions = _sections.First(s => s.Type == SectionVerSym);
        var used = new HashSet<long>();
        foreach (var section in _sections.Where(s => s.Type == SectionRela))
        {
            for (var at = section.Offset; at < section.Offset + section.Size; at += 24)
            {
                used.Add(Long(at + 8) >> 32);
            }
        }

        return [.. used.Where(s => (Short(versions.Offset + (2 * s)) & 0x7fff) == need.Index)
            .Select(s => Text(strings + Int(symbols.Offset + (24 * s)))).Order(StringComparer.Ordinal)];
    }

    /// <summary>Names of the symbols that other libraries must have, those of versioned libraries left out, in the file's order.</summary>
    /// <remarks>The C and C++ libraries have versions, libtorch has none.</remarks>
    public IReadOnlyList<string> UnversionedImports()
    {
        var symbols = _sections.First(s => s.Type == SectionDynSym);
        var strings = _sections[symbols.Link].Offset;
        var versions = _sections.First(s => s.Type == SectionVerSym);
        var imports = new List<string>();
        for (var (at, k) = (symbols.Offset + 24, 1L); at < symbols.Offset + symbols.Size; at += 24, k++)
        {
            var isGlobal = Byte(at + 4) >> 4 == BindingGlobal;
            if (isGlobal && Short(at + 6) == 0 && (Short(versions.Offset + (2 * k)) & 0x7fff) <= 1)
            {
                imports.Add(Text(strings + Int(at)));
            }
        }

        return imports;
    }

    /// <summary>Marks a requirement weak: the loader then only warns when the version is missing.</summary>
    public void MakeWeak(VersionNeed need) =>
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(checked((int)need.Entry) + 4),
            (ushort)(Short(need.Entry + 4) | FlagWeak));

    private byte Byte(long at) => Slice(at, 1)[0];

    private ushort Short(long at) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(at, 2));

    private uint Int(long at) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(at, 4));

    private long Long(long at) => BinaryPrimitives.ReadInt64LittleEndian(Slice(at, 8));

    private string Text(long at)
    {
        var rest = Slice(at, 1, toEnd: true);
        return Encoding.ASCII.GetString(rest[..Math.Max(0, rest.IndexOf((byte)0))]);
    }

    private ReadOnlySpan<byte> Slice(long at, int length, bool toEnd = false) =>
        at >= 0 && at + length <= _bytes.Length
            ? toEnd ? _bytes.AsSpan((int)at) : _bytes.AsSpan((int)at, length)
            : throw new InvalidDataException($"ELF table at {at} reaches beyond the file's {_bytes.Length} bytes");

    /// <summary>One required version: its name, its index in the symbol-version table, its entry's file offset.</summary>
    internal readonly record struct VersionNeed(string Name, ushort Index, long Entry);

    private readonly record struct Section(uint Type, long Offset, long Size, int Link);
}
