using System.Text.Json;
using ActiveSeg.Nets.Checkpoints;

namespace ActiveSeg.Nets.Interchange.Imports;

/// <summary>From a file's names of arrays to the network's; null leaves an array out, names that are not there stay.</summary>
internal sealed class NameMap
{
    private readonly IReadOnlyDictionary<string, string?> _names;

    private NameMap(IReadOnlyDictionary<string, string?> names) => _names = names;

    public static NameMap Identity { get; } = new(new Dictionary<string, string?>());

    /// <summary>Reads a JSON object of strings and nulls.</summary>
    /// <exception cref="WeightsImportException">It is something else, or holds a name twice.</exception>
    public static NameMap Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var names = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var pair in document.RootElement.EnumerateObject())
            {
                if (!names.TryAdd(pair.Name, pair.Value.GetString()))
                {
                    throw new WeightsImportException(ImportFault.Mapping, pair.Name, $"the mapping holds '{pair.Name}' twice");
                }
            }

            return new NameMap(names);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new WeightsImportException(ImportFault.Mapping, "", $"the mapping is not a JSON object of names: {malformed.Message}");
        }
    }

    /// <summary>The arrays under the network's names, without those to be left out.</summary>
    /// <exception cref="WeightsImportException">A name is not in the file, or two arrays come under one name.</exception>
    public Dictionary<string, StoredArray> Apply(IReadOnlyList<StoredArray> entries)
    {
        var present = entries.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        if (_names.Keys.FirstOrDefault(name => !present.Contains(name)) is { } unknown)
        {
            throw new WeightsImportException(ImportFault.Mapping, unknown, $"the mapping names '{unknown}', which the file does not hold");
        }

        var renamed = new Dictionary<string, StoredArray>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if ((_names.TryGetValue(entry.Name, out var to) ? to : entry.Name) is { } name && !renamed.TryAdd(name, entry))
            {
                throw new WeightsImportException(ImportFault.Mapping, name, $"'{renamed[name].Name}' and '{entry.Name}' both come under the name '{name}'");
            }
        }

        return renamed;
    }
}
