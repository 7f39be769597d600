using System.Text.Json;
using System.Text.Json.Nodes;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Interchange.Imports;

namespace ActiveSeg.Nets.Interchange;

/// <summary>What a weights file's metadata say, as a JSON file of its own.</summary>
/// <remarks>The file: <c>{"plan": {…}, "structures": [{"Label": 1, "Name": "canal"}, …]}</c>, and, where there are any, <c>members</c> and
/// <c>refinement</c>; each as in the metadata of our own weights.</remarks>
internal static class PlanFile
{
    private const string PlanKey = "plan";
    private const string StructuresKey = "structures";
    private static readonly string[] Keys = [PlanKey, StructuresKey, TrainedWeights.MembersKey, TrainedWeights.RefinementKey];
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Each key that there is with its JSON.</summary>
    public static Dictionary<string, string> MetadataOf(TrainedWeights weights) => Chosen(Safetensors.ReadEntries(weights.ToBytes()).Metadata);

    /// <summary>The keys of other metadata that are ours.</summary>
    public static Dictionary<string, string> Chosen(IReadOnlyDictionary<string, string> metadata) =>
        Keys.Where(metadata.ContainsKey).ToDictionary(key => key, key => metadata[key], StringComparer.Ordinal);

    /// <summary>The file's text.</summary>
    public static string Of(TrainedWeights weights) =>
        new JsonObject(MetadataOf(weights).Select(pair => KeyValuePair.Create(pair.Key, JsonNode.Parse(pair.Value)))).ToJsonString(Indented) + "\n";

    /// <summary>The file as metadata of a weights file.</summary>
    /// <exception cref="WeightsImportException">It is not such a file.</exception>
    public static Dictionary<string, string> ToMetadata(byte[] json)
    {
        try
        {
            var root = (JsonNode.Parse(json) ?? new JsonArray()).AsObject();
            return root.ToDictionary(pair => pair.Key, pair => pair.Value?.ToJsonString() ?? "null", StringComparer.Ordinal);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new WeightsImportException(ImportFault.Plan, "", $"the plan file is not a JSON object: {malformed.Message}");
        }
    }
}
