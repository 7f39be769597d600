using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>One row a round and structure.</summary>
internal static class RoundsSection
{
    /// <summary>Renders the section.</summary>
    public static Markup Render(ReportModel model) => Markup.Of($"""
        <section id="rounds"><h2>Rounds</h2>
        <p>In each round a strategy picks scans, raters delineate them, and the model is retrained on everything labelled so far.
        A new model replaces the old one only if its mean Dice on the locked set is higher.
        Times are wall time: labelling by raters, then training, scoring and describing the pool.</p>
        <div class="wide"><table><thead><tr><th class="n">round</th><th>strategy</th><th class="n">picked</th><th class="n">labelled</th><th>structure</th>
        <th class="n">Dice</th><th class="n">HD95 mm</th><th class="n">area error mm²</th><th class="n">raters agree</th><th>promoted</th><th class="n">label s</th><th class="n">train s</th></tr></thead>
        <tbody>{Markup.Join(model.Rounds.Select(round => Rows(model, round)))}</tbody></table></div></section>

        """);

    private static Markup Rows(ReportModel model, ReportRound round)
    {
        var version = model.Models.FirstOrDefault(candidate => candidate.Number == round.Model);
        var count = Math.Max(1, model.Structures.Length);
        return Markup.Join(model.Structures.Select((structure, index) =>
        {
            var score = version?.Scores.FirstOrDefault(candidate => candidate.Label == structure.Label);
            var accuracy = Markup.Of($"""
                <td class="t">{structure.Title}</td><td class="n">{(score is null ? "–" : $"{score.Dice:0.000}")}</td><td class="n">{(score?.Hd95Mm is { } hd95 ? $"{hd95:0.0}" : "–")}</td>
                <td class="n">{(score is null ? "–" : $"{score.AreaErrorMm2:0}")}</td><td class="n">{(round.Agreement.TryGetValue(structure.Label, out var agreement) ? $"{agreement:0.000}" : "–")}</td>
                """);
            return index > 0
                ? Markup.Of($"<tr>{accuracy}</tr>\n")
                : Markup.Of($"""
                    <tr class="first"><td class="n" rowspan="{count}">{round.Number}</td><td rowspan="{count}">{round.Arm}<br><small>drawn with probability {round.ArmProbability:0.00}</small></td>
                    <td class="n" rowspan="{count}">{round.Picks.Length}</td><td class="n" rowspan="{count}">{round.Labelled}</td>{accuracy}
                    <td rowspan="{count}">{(round.IsPromoted ? "yes" : "no")}</td><td class="n" rowspan="{count}">{round.Seconds.Labelling:0}</td><td class="n" rowspan="{count}">{round.Seconds.Training:0}</td></tr>

                    """);
        }));
    }
}
