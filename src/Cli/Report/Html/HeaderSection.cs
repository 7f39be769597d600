using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>Title, warning and the result in a few numbers.</summary>
internal static class HeaderSection
{
    /// <summary>Renders the section.</summary>
    public static Markup Render(ReportModel model) => Markup.Of($"""
        <header>
        <p class="kicker">ActiveSeg report</p>
        <h1>{model.Title}</h1>
        <p class="when">{model.CreatedAt:yyyy-MM-dd HH:mm} UTC · project {model.Project}</p>
        {Warning(model)}
        {Summary(model)}
        </header>

        """);

    private static Markup Warning(ReportModel model)
    {
        if (!model.IsSimulated && !model.IsPhantom)
        {
            return Markup.Empty;
        }

        var scans = model.IsPhantom ? Markup.Of($"The <b>scans are phantoms</b>: synthetic images that show no person. ") : Markup.Empty;
        var raters = model.IsSimulated
            ? Markup.Of($"The <b>raters are simulated</b>: they copy the data set's own masks with typical errors. No person delineated anything in this run, so times and agreement say nothing about people. ")
            : Markup.Empty;
        return Markup.Of($"<aside class=\"warning\" role=\"note\">{scans}{raters}Not for clinical use.</aside>\n");
    }

    private static Markup Summary(ReportModel model)
    {
        if (model.LastModel is not { } last)
        {
            return Markup.Of($"<p class=\"lead\">No model has been trained yet.</p>\n");
        }

        var first = model.Models[0];
        var overall = MeanInterval.OverPatients(last.Scans, scan => scan.MeanDice);
        var agreement = model.Rounds.SelectMany(round => round.Picks).SelectMany(pick => pick.Agreement.Values).ToList();
        var change = last == first ? Markup.Empty : Markup.Of($", from {first.MeanDice:0.000} with {first.Labelled}");
        return Markup.Of($"""
            <p class="lead">With <b>{last.Labelled} labelled scans</b> after {model.Rounds.Length} rounds, the model's outlines overlap the reference with a
            mean Dice of <b>{last.MeanDice:0.000}</b>{change}, measured on {last.Scans.Length} locked scans that were never selected and never trained on.</p>
            <dl class="tiles">
            {Tile("mean Dice, locked set", $"{last.MeanDice:0.000}", overall?.HalfWidth is { } half ? $"95 % interval {overall.Mean - half:0.000} to {overall.Mean + half:0.000} over {overall.Count} patients" : "one patient: no interval")}
            {Tile("labelled scans", $"{last.Labelled}", $"{model.Rounds.Sum(round => round.Reads)} reads in {model.Rounds.Length} rounds")}
            {Tile("weakest structure", NameOf(model, last.Scores.MinBy(score => score.Dice)?.Label), $"Dice {last.Scores.Select(score => score.Dice).DefaultIfEmpty().Min():0.000}")}
            {Tile(model.IsSimulated ? "simulated raters agree" : "raters agree", agreement.Count > 0 ? $"{agreement.Average():0.000}" : "–", "mean pairwise Dice of the reads")}
            </dl>

            """);
    }

    private static string NameOf(ReportModel model, int? label) =>
        model.Structures.FirstOrDefault(structure => structure.Label == label)?.Title ?? "–";

    private static Markup Tile(string name, string value, string note) =>
        Markup.Of($"<div><dt>{name}</dt><dd>{value}</dd><dd class=\"note\">{note}</dd></div>\n");
}
