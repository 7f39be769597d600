using System.Text.Json.Nodes;
using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Export.Cards;

/// <summary>A model card for programs: the same as <see cref="CardMarkdown"/>.</summary>
internal static class CardJson
{
    /// <summary>Makes the object.</summary>
    public static JsonObject Of(ModelCard card) => new()
    {
        ["format"] = "activeseg-model-card-1",
        ["project"] = card.Project,
        ["title"] = card.Title,
        ["model"] = card.Version.Number,
        ["round"] = card.Version.Round,
        ["created_at"] = $"{card.CreatedAt:yyyy-MM-ddTHH:mm:ssZ}",
        ["promoted"] = card.IsPromoted,
        ["warnings"] = Texts(card.Warnings()),
        ["phantoms"] = card.IsPhantom,
        ["reads"] = card.Reads,
        ["simulated_reads"] = card.SimulatedReads,
        ["intended_use"] = ModelCard.IntendedUse,
        ["limits"] = Texts(card.Limits()),
        ["structures"] = new JsonArray([.. card.Structures.Select(s => (JsonNode)new JsonObject { ["label"] = s.Label, ["name"] = s.Name })]),
        ["sha256"] = Facts(card.Hashes),
        ["labelled"] = Set(card.Labelled),
        ["locked"] = Set(card.Locked),
        ["shared_patients"] = card.SharedPatients,
        ["accuracy"] = new JsonArray([.. CardMetric.Of(card.Version, card.Structures).Select(Metric)]),
        ["by_stratum"] = new JsonArray([.. StratumRow.Of(card.Version, card.Structures).Select(Stratum)]),
        ["calibration"] = card.Calibration.IsEmpty ? null : Facts(card.Calibration),
        ["training"] = Facts(card.Training),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static JsonObject Facts(IEnumerable<ReportFact> facts)
    {
        var found = new JsonObject();
        foreach (var fact in facts)
        {
            found[fact.Name] = fact.Value;
        }

        return found;
    }

    private static JsonObject Set(CardSet set) => new()
    {
        ["scans"] = set.Scans,
        ["patients"] = set.Patients,
        ["strata"] = new JsonArray([.. set.Strata.Select(pair => (JsonNode)new JsonObject
        {
            ["stratum"] = pair.Key.Stratum,
            ["value"] = pair.Key.Value,
            ["scans"] = pair.Value,
        })]),
        ["reference_sources"] = new JsonObject(set.Sources.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
    };

    private static JsonObject Metric(CardMetric metric) => new()
    {
        ["structure"] = metric.Structure?.Label,
        ["name"] = metric.Name,
        ["unit"] = metric.Unit,
        ["mean"] = metric.Interval?.Mean,
        ["ci_low"] = metric.Ends?.Low,
        ["ci_high"] = metric.Ends?.High,
        ["patients"] = metric.Interval?.Count ?? 0,
    };

    private static JsonObject Stratum(StratumRow row) => new()
    {
        ["stratum"] = row.Stratum,
        ["value"] = row.Value,
        ["scans"] = row.Scans,
        ["patients"] = row.Overall.Count,
        ["mean_dice"] = row.Overall.Mean,
        ["ci_low"] = row.Overall.HalfWidth is { } half ? Math.Max(0, row.Overall.Mean - half) : null,
        ["ci_high"] = row.Overall.HalfWidth is { } high ? Math.Min(1, row.Overall.Mean + high) : null,
    };
}
