using System.Text.Json;
using System.Text.Json.Nodes;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Interchange.Imports;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Interchange;

/// <summary>Plan and structures as JSON, in a weights file's metadata or in a file of their own.</summary>
/// <remarks>The file: <c>{"plan": {…}, "structures": [{"Label": 1, "Name": "canal"}, …]}</c>, as in the metadata of our own weights.</remarks>
internal static class PlanFile
{
    public const string PlanKey = "plan";
    public const string StructuresKey = "structures";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string PlanJson(NetPlan plan) => JsonSerializer.Serialize(plan, TrainedWeights.Strict);

    public static string StructuresJson(StructureSchema structures) => JsonSerializer.Serialize(structures.Structures, TrainedWeights.Strict);

    /// <summary>The file's text.</summary>
    public static string Of(TrainedWeights weights) => new JsonObject
    {
        [PlanKey] = JsonNode.Parse(PlanJson(weights.Plan)),
        [StructuresKey] = JsonNode.Parse(StructuresJson(weights.Structures)),
    }.ToJsonString(Indented) + "\n";

    /// <summary>The file as metadata of a weights file.</summary>
    /// <exception cref="WeightsImportException">It is not such a file.</exception>
    public static Dictionary<string, string> ToMetadata(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [PlanKey] = document.RootElement.GetProperty(PlanKey).GetRawText(),
                [StructuresKey] = document.RootElement.GetProperty(StructuresKey).GetRawText(),
            };
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new WeightsImportException(ImportFault.Plan, "", $"the plan file needs \"{PlanKey}\" and \"{StructuresKey}\": {malformed.Message}");
        }
    }
}
