using ActiveSeg.Cli.Export.Cards;
using ActiveSeg.Cli.Transfer;

namespace ActiveSeg.Cli.Tests.Export.Cards;

public sealed class CardTextTests
{
    [Fact]
    public void Markdown_Card_HasEverySection()
    {
        var text = CardMarkdown.Render(CardOf(MadeUpProject.Make(rater: "simulated-tight", name: "phantom-")));

        Assert.All(
            ["Intended use", "Data", "Accuracy on the locked set", "By stratum", "Calibration", "Training", "Limits"],
            title => Assert.Contains($"\n## {title}\n\n", text, StringComparison.Ordinal));
        Assert.Contains("PHANTOMS", text, StringComparison.Ordinal);
        Assert.Contains("SIMULATED RATERS", text, StringComparison.Ordinal);
        Assert.Contains("\n## Calibration\n\nNot measured.\n", text, StringComparison.Ordinal);
        Assert.Contains("| central canal | Dice | 0.900 |", text, StringComparison.Ordinal);
        Assert.Contains("| foramina | HD95, mm | not measured | – | 0 |", text, StringComparison.Ordinal);
        Assert.Contains("| all locked scans |", text, StringComparison.Ordinal);
        Assert.Contains("| final training loss | 0.1235 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_NamesOfOthers_CannotBreakItsForm()
    {
        var made = MadeUpProject.Make();
        made.Report.StopReason = "a\n# heading | <script>";

        var text = CardMarkdown.Render(CardOf(made));

        Assert.DoesNotContain("<script>", text.Replace("\\<script", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("| a \\# heading \\| \\<script\\> |", text, StringComparison.Ordinal);
        Assert.Contains("| scan\\|ner | A |", text, StringComparison.Ordinal);
        Assert.StartsWith("# Model 3 of Spine \\<of\\> nobody\n", text);
    }

    [Fact]
    public void Json_Card_HoldsTheSameNumbers()
    {
        var json = CardJson.Of(CardOf(MadeUpProject.Make(rater: "simulated-tight")));

        Assert.Equal("2020-02-03T04:05:06Z", (string?)json["created_at"]);
        Assert.Equal(6, (int?)json["simulated_reads"]);
        Assert.Null(json["calibration"]);
        Assert.Equal(3, (int?)json["labelled"]!["patients"]);
        var dice = json["accuracy"]!.AsArray().First(m => (int?)m!["structure"] == 1 && (string?)m["name"] == "dice")!;
        Assert.Equal(0.9, (double?)dice["mean"] ?? 0, 6);
        Assert.Equal(1, (double?)dice["ci_high"]);
        Assert.Equal(3, json["by_stratum"]!.AsArray().Count);
    }

    private static ModelCard CardOf(MadeUpProject made) =>
        CardMaking.Of(made.Project, made.Model(bytes => ArtifactTransfer.NameOf(bytes)), made.Report, made.Manifest, made.Scans);
}
