using System.Text.Json.Nodes;
using ActiveSeg.Cli.Output;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Demo;

/// <summary>The table that a demonstration prints, one line a round and structure.</summary>
internal static class RoundTable
{
    private const string Missing = "-";

    /// <summary>The heading, and under it what the columns mean.</summary>
    public static IEnumerable<string> Heading() =>
    [
        "Accuracy is measured on the locked reference set, which is never selected and never trained on. Raters are SIMULATED.",
        Format("round", "arm (probability)", "scans", "labelled", "structure", "Dice", "HD95 mm", "area err mm²", "agreement", "promoted", "pick s", "label s", "train s"),
    ];

    /// <summary>The lines of one round.</summary>
    public static IEnumerable<string> Lines(DemoRound round, IReadOnlyList<Structure> structures)
    {
        for (var s = 0; s < structures.Count; s++)
        {
            var isFirst = s == 0;
            var score = round.Model?.Scores.FirstOrDefault(score => score.Label == structures[s].Label);
            yield return Format(
                isFirst ? $"{round.Round.Round_}" : "",
                isFirst ? $"{round.Round.Arm} ({round.ArmProbability:0.00})" : "",
                isFirst ? $"{round.Round.Picks.Count}" : "",
                isFirst ? $"{round.Labelled}" : "",
                structures[s].Name,
                score is null ? Missing : $"{score.Dice:0.000}",
                score is { HasHd95Mm: true } ? $"{score.Hd95Mm:0.0}" : Missing,
                score is null ? Missing : $"{score.AreaErrorMm2:0}",
                round.Agreement.TryGetValue(structures[s].Label, out var agreement) ? $"{agreement:0.000}" : Missing,
                isFirst ? (round.Round.Promoted ? "yes" : "no") : "",
                isFirst ? $"{round.SelectionSeconds:0}" : "",
                isFirst ? $"{round.LabellingSeconds:0}" : "",
                isFirst ? $"{round.TrainingSeconds:0}" : "");
        }

        if (structures.Count > 1 && round.Model is { } model)
        {
            yield return Format("", "", "", "", "mean", $"{model.MeanDice:0.000}", "", "", "", "", "", "", "");
        }
    }

    /// <summary>The same for programs.</summary>
    public static JsonObject ToJson(DemoRound round) => new()
    {
        ["round"] = round.Round.Round_,
        ["arm"] = round.Round.Arm,
        ["arm_probability"] = round.ArmProbability,
        ["scans"] = round.Round.Picks.Count,
        ["labelled"] = round.Labelled,
        ["model"] = round.Model?.Model_,
        ["mean_dice"] = round.Model?.MeanDice,
        ["structures"] = new JsonArray([.. (round.Model?.Scores ?? []).Select(score => Terminal.ToJson(score))]),
        ["rater_agreement"] = new JsonObject(round.Agreement.Select(pair => KeyValuePair.Create($"{pair.Key}", (JsonNode?)pair.Value))),
        ["promoted"] = round.Round.Promoted,
        ["seconds"] = new JsonObject
        {
            ["selection"] = Math.Round(round.SelectionSeconds, 2),
            ["labelling"] = Math.Round(round.LabellingSeconds, 2),
            ["training"] = Math.Round(round.TrainingSeconds, 2),
        },
    };

    private static string Format(
        string round, string arm, string scans, string labelled, string structure, string dice, string hd95, string area,
        string agreement, string promoted, string pick, string label, string train) =>
        TextTable.Printable(
            $"{round,5}  {arm,-34}  {scans,5}  {labelled,8}  {structure,-20}  {dice,5}  {hd95,7}  {area,12}  {agreement,9}  {promoted,-8}  {pick,6}  {label,7}  {train,7}").TrimEnd();
}
