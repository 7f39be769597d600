using System.Globalization;
using System.Text;
using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Export.Cards;

/// <summary>A model card as Markdown.</summary>
internal static class CardMarkdown
{
    /// <summary>Renders the card.</summary>
    public static string Render(ModelCard card)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Model {card.Version.Number} of {Plain(card.Title)}\n\n");
        foreach (var warning in card.Warnings())
        {
            text.Append(CultureInfo.InvariantCulture, $"> **{Plain(warning)}**\n>\n");
        }

        text.Append("> Not for clinical use.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Segments {Plain(string.Join(", ", card.Structures.Select(s => s.Title)))}. Trained in round {card.Version.Round} of project {Plain(card.Project)}, ")
            .Append(CultureInfo.InvariantCulture, $"accepted {card.CreatedAt:yyyy-MM-dd HH:mm} UTC; {(card.IsPromoted ? "the promoted model now" : "not the promoted model now")}.\n\n");
        Table(text, ["content", "SHA-256"], card.Hashes.Select(hash => (string[])[hash.Name, hash.Value]));

        Section(text, "Intended use", ModelCard.IntendedUse);
        Section(text, "Data", $"{Describe("Trained on", card.Labelled)} {Describe("Measured on the locked set:", card.Locked)} {(card.SharedPatients == 0 ? "No patient is" : $"{card.SharedPatients} patients are")} in both. "
            + $"{card.Reads} reads of the scans trained on were accepted"
            + (card.SimulatedReads > 0 ? $", {card.SimulatedReads} of them by simulated raters." : "; no rater or tool on record calls itself simulated."));
        Table(text, ["stratum", "value", ">trained on", ">measured on"], card.Labelled.Strata.Keys.Union(card.Locked.Strata.Keys).Order().Select(cell => (string[])
        [
            cell.Stratum, cell.Value, $"{card.Labelled.Strata.GetValueOrDefault(cell)}", $"{card.Locked.Strata.GetValueOrDefault(cell)}",
        ]));
        Table(text, ["origin of the reference", ">trained on", ">measured on"], card.Labelled.Sources.Keys.Union(card.Locked.Sources.Keys).Order(StringComparer.Ordinal)
            .Select(source => (string[])[source, $"{card.Labelled.Sources.GetValueOrDefault(source)}", $"{card.Locked.Sources.GetValueOrDefault(source)}"]));

        Section(text, "Accuracy on the locked set",
            "Means over scans with 95 % intervals (Student's t; the scans of one patient count as alike). Distances leave out scans where a mask is empty.");
        Table(text, ["structure", "number", ">mean", "95 % interval", ">patients"], CardMetric.Of(card.Version, card.Structures).Select(Row));

        Section(text, "By stratum", $"Mean Dice over structures. Fewer than {MeanInterval.SmallCount} patients: no conclusion is safe. No correction is made for looking at many rows.");
        Table(text, ["stratum", "value", ">scans", ">patients", ">mean Dice", "95 % interval"], StratumRow.Of(card.Version, card.Structures).Select(row => (string[])
        [
            row.Stratum == "all" ? "all locked scans" : row.Stratum, row.Value, $"{row.Scans}", $"{row.Overall.Count}{(row.Overall.IsSmall ? " (small n)" : "")}",
            $"{row.Overall.Mean:0.000}", row.Overall.HalfWidth is { } half ? $"{Math.Max(0, row.Overall.Mean - half):0.000} to {Math.Min(1, row.Overall.Mean + half):0.000}" : "one patient",
        ]));

        Section(text, "Calibration", card.Calibration.IsEmpty ? "Not measured." : "As the trainer reported it.");
        Facts(text, card.Calibration);
        Section(text, "Training", "");
        Facts(text, card.Training);
        Section(text, "Limits", string.Join("\n", card.Limits().Select(limit => $"- {Plain(limit)}")), isPlain: false);
        return text.ToString();
    }

    private static string[] Row(CardMetric metric)
    {
        var digits = metric.Unit == "0 to 1" ? "0.000" : "0.00";
        return
        [
            metric.Structure?.Title ?? "mean over structures",
            metric.Unit == "0 to 1" ? metric.Title : $"{metric.Title}, {metric.Unit}",
            metric.Interval is { } interval ? interval.Mean.ToString(digits, CultureInfo.InvariantCulture) : "not measured",
            metric.Ends is { } ends ? string.Create(CultureInfo.InvariantCulture, $"{ends.Low.ToString(digits)} to {ends.High.ToString(digits)}") : "–",
            $"{metric.Interval?.Count ?? 0}",
        ];
    }

    private static string Describe(string what, CardSet set) => $"{what} {set.Scans} scans of {set.Patients} patients.";

    private static void Section(StringBuilder text, string title, string words, bool isPlain = true)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        if (words.Length > 0)
        {
            text.Append(isPlain ? Plain(words) : words).Append("\n\n");
        }
    }

    private static void Facts(StringBuilder text, IEnumerable<ReportFact> facts) =>
        Table(text, ["fact", "value"], facts.Select(fact => (string[])[fact.Name, fact.Value]));

    /// <summary>A table; a heading that begins with <c>&gt;</c> aligns its column to the right; without rows nothing.</summary>
    private static void Table(StringBuilder text, string[] headings, IEnumerable<string[]> rows)
    {
        var lines = rows.ToList();
        if (lines.Count == 0)
        {
            return;
        }

        text.Append(Line(headings.Select(heading => heading.TrimStart('>'))));
        text.Append(Line(headings.Select(heading => heading[0] == '>' ? "---:" : "---")));
        foreach (var line in lines)
        {
            text.Append(Line(line.Select(Plain)));
        }

        text.Append('\n');
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    /// <summary>Text that Markdown shows as it is.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                plain.Append(' ');
                continue;
            }

            if ("\\`*[]<>|#".Contains(c, StringComparison.Ordinal))
            {
                plain.Append('\\');
            }

            plain.Append(c);
        }

        return plain.ToString();
    }
}
