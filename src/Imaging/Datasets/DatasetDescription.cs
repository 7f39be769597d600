using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ActiveSeg.Imaging.Datasets;

/// <summary>The contents of a <c>dataset.json</c>, of the Medical Segmentation Decathlon or of nnU-Net v2.</summary>
/// <param name="Name">Name, if given.</param>
/// <param name="Structures">Label number to name, without background.</param>
/// <param name="FileEnding">nnU-Net's file ending; null for the Decathlon, which lists its files.</param>
/// <param name="Channels">Number of channels or modalities.</param>
/// <param name="Listed">Image and label paths as listed, relative to the folder; nnU-Net lists none.</param>
internal sealed record DatasetDescription(
    string? Name,
    ImmutableSortedDictionary<byte, string> Structures,
    string? FileEnding,
    int Channels,
    ImmutableArray<(string Image, string? Label)> Listed)
{
    private const long LargestBytes = 1 << 26;

    public static DatasetDescription Read(string path)
    {
        var bytes = ImageFile.Guard(path, () =>
            new FileInfo(path).Length <= LargestBytes ? File.ReadAllBytes(path) : throw new IOException("too large"));
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return Read(json.RootElement, path);
        }
        catch (JsonException damage)
        {
            throw new ImageFormatException(ImageFault.BadDataset, path, "not JSON: " + damage.Message, damage);
        }
    }

    private static DatasetDescription Read(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new ImageFormatException(ImageFault.BadDataset, path, "not a JSON object");
        }

        var channels = Property(root, "channel_names") ?? Property(root, "modality");
        return new DatasetDescription(
            Property(root, "name") is { ValueKind: JsonValueKind.String } name ? name.GetString() : null,
            ReadStructures(root, path),
            Property(root, "file_ending") is { ValueKind: JsonValueKind.String } ending ? ending.GetString() : null,
            channels is { ValueKind: JsonValueKind.Object } named ? named.EnumerateObject().Count() : 1,
            [.. ReadListed(root, "training", path), .. ReadListed(root, "test", path)]);
    }

    /// <summary>The Decathlon writes number to name, nnU-Net name to number; which of the two it is shows in the entry.</summary>
    private static ImmutableSortedDictionary<byte, string> ReadStructures(JsonElement root, string path)
    {
        var structures = ImmutableSortedDictionary.CreateBuilder<byte, string>();
        if (Property(root, "labels") is not { ValueKind: JsonValueKind.Object } labels)
        {
            throw new ImageFormatException(ImageFault.BadDataset, path, "'labels' is missing");
        }

        foreach (var entry in labels.EnumerateObject())
        {
            var (number, name) = entry.Value.ValueKind switch
            {
                JsonValueKind.Number => (entry.Value.GetRawText(), entry.Name),
                JsonValueKind.String => (entry.Name, entry.Value.GetString()!),
                _ => throw new ImageFormatException(
                    ImageFault.BadDataset, path, $"label '{entry.Name}' is not one number; regions are not read"),
            };
            if (!byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var label) || name.Length == 0)
            {
                throw new ImageFormatException(
                    ImageFault.BadDataset, path, $"label '{entry.Name}': a number from 0 to 255 and a name are needed");
            }

            if (label != 0 && !structures.TryAdd(label, name))
            {
                throw new ImageFormatException(ImageFault.BadDataset, path, $"label {label} occurs twice");
            }
        }

        return structures.ToImmutable();
    }

    private static IEnumerable<(string Image, string? Label)> ReadListed(JsonElement root, string list, string path)
    {
        if (Property(root, list) is not { ValueKind: JsonValueKind.Array } entries)
        {
            yield break;
        }

        foreach (var entry in entries.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.String)
            {
                yield return (entry.GetString()!, null);
            }
            else if (entry.ValueKind == JsonValueKind.Object
                && Property(entry, "image") is { ValueKind: JsonValueKind.String } image)
            {
                yield return (
                    image.GetString()!,
                    Property(entry, "label") is { ValueKind: JsonValueKind.String } label ? label.GetString() : null);
            }
            else
            {
                throw new ImageFormatException(ImageFault.BadDataset, path, $"an entry of '{list}' names no image");
            }
        }
    }

    private static JsonElement? Property(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : null;
}
