using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ActiveSeg.Nets.Checkpoints;

/// <summary>Reads and writes the safetensors format; arrays are 32-bit floats, others are only listed.</summary>
/// <remarks>
/// <para>Layout: length of the header (8 bytes, little-endian), JSON header, one dense buffer. Refused: a header beyond
/// 16 MiB or the file, overlaps, holes, shapes that disagree with lengths, duplicate names.</para>
/// <para>Source: the format description of huggingface/safetensors.</para>
/// </remarks>
internal static class Safetensors
{
    private const int MaxHeader = 16 << 20;
    private const string MetadataKey = "__metadata__";

    public static byte[] Write(IReadOnlyList<NamedArray> arrays, IReadOnlyDictionary<string, string> metadata)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            long at = 0;
            foreach (var array in arrays)
            {
                json.WriteStartObject(array.Name);
                json.WriteString("dtype", "F32");
                Numbers(json, "shape", array.Shape);
                Numbers(json, "data_offsets", [at, at += array.Values.Length * sizeof(float)]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (header.Length % 8 != 0)
        {
            header.WriteByte((byte)' ');
        }

        var bytes = new byte[8 + header.Length + arrays.Sum(a => (long)a.Values.Length * sizeof(float))];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.ToArray().CopyTo(bytes, 8);
        var to = 8 + (int)header.Length;
        foreach (var array in arrays)
        {
            MemoryMarshal.AsBytes(array.Values.AsSpan()).CopyTo(bytes.AsSpan(to));
            to += array.Values.Length * sizeof(float);
        }

        return bytes;
    }

    /// <exception cref="CheckpointException">The bytes are not a sound file of this format.</exception>
    public static (IReadOnlyList<NamedArray> Arrays, IReadOnlyDictionary<string, string> Metadata) Read(ReadOnlySpan<byte> bytes)
    {
        var (entries, metadata) = ReadEntries(bytes);
        var arrays = new List<NamedArray>(entries.Count);
        foreach (var entry in entries)
        {
            if (entry.Type != "F32" || entry.Count * sizeof(float) != entry.End - entry.Start)
            {
                throw new CheckpointException($"array '{entry.Name}': only 32-bit floats, as many as its shape says, are read");
            }

            arrays.Add(new NamedArray(entry.Name, entry.Shape, MemoryMarshal.Cast<byte, float>(bytes[entry.Start..entry.End]).ToArray()));
        }

        return (arrays, metadata);
    }

    /// <summary>What a file holds, of whatever type, in the order of its bytes, which leave no hole and do not overlap.</summary>
    /// <exception cref="CheckpointException">The bytes are not a sound file of this format.</exception>
    public static (IReadOnlyList<StoredArray> Entries, IReadOnlyDictionary<string, string> Metadata) ReadEntries(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8)
        {
            throw new CheckpointException($"a weights file of {bytes.Length} bytes is too short");
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (length is < 2 or > MaxHeader || length > bytes.Length - 8)
        {
            throw new CheckpointException($"header length {length} does not fit a file of {bytes.Length} bytes");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes.Slice(8, (int)length).ToArray());
            return Parse(document.RootElement, 8 + (int)length, bytes.Length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new CheckpointException($"the header is malformed: {e.Message}", e);
        }
    }

    private static (IReadOnlyList<StoredArray>, IReadOnlyDictionary<string, string>) Parse(JsonElement root, int first, int end)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<(string Name, string Type, long[] Shape, long Start, long End)>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                foreach (var item in property.Value.EnumerateObject())
                {
                    metadata[item.Name] = item.Value.GetString() ?? "";
                }

                continue;
            }

            var type = property.Value.GetProperty("dtype").GetString() ?? "";
            long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())];
            long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(e => e.GetInt64())];
            if (offsets.Length != 2 || shape.Length > 8 || shape.Any(d => d is < 0 or > int.MaxValue))
            {
                throw new CheckpointException($"array '{property.Name}': a start, an end and at most 8 dimensions are needed");
            }

            entries.Add((property.Name, type, shape, offsets[0], offsets[1]));
        }

        if (entries.DistinctBy(e => e.Name).Count() != entries.Count)
        {
            throw new CheckpointException("an array's name occurs twice");
        }

        var (length, expected) = (end - first, 0L);
        var stored = new List<StoredArray>(entries.Count);
        foreach (var (name, type, shape, start, stop) in entries.OrderBy(e => e.Start).ThenBy(e => e.End))
        {
            if (start != expected || stop < start || stop > length)
            {
                throw new CheckpointException($"array '{name}': bytes {start} to {stop} leave a hole, overlap, or pass the end");
            }

            stored.Add(new StoredArray(name, type, shape, first + (int)start, first + (int)stop));
            expected = stop;
        }

        return expected == length
            ? (stored, metadata)
            : throw new CheckpointException($"{length - expected} bytes follow the last array");
    }

    private static void Numbers(Utf8JsonWriter json, string name, long[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
