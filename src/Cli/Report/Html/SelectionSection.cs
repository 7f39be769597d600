using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>Which strategy was drawn, and which scans it picked and why.</summary>
internal static class SelectionSection
{
    /// <summary>Renders the section.</summary>
    public static Markup Render(ReportModel model) => Markup.Of($"""
        <section id="selection"><h2>How scans were chosen</h2>
        {Arms(model)}
        {Markup.Join(model.Rounds.Select(round => Round(model, round)))}
        </section>

        """);

    private static Markup Arms(ReportModel model)
    {
        var names = model.Rounds.SelectMany(round => round.Arms.Select(arm => arm.Name)).Distinct().Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            return Markup.Of($"<p>The policy was fixed; nothing was drawn.</p>");
        }

        return Markup.Of($"""
            <p>Before each round the agent draws one strategy with the probabilities below. It shifts them towards strategies whose scans
            improved the model more per label, and never lets one fall to zero. The drawn one is marked.</p>
            <div class="wide"><table class="arms"><thead><tr><th>strategy</th>{Markup.Join(model.Rounds.Select(round => Markup.Of($"<th>round {round.Number}</th>")))}</tr></thead><tbody>
            {Markup.Join(names.Select(name => Markup.Of($"<tr><td>{name}</td>{Markup.Join(model.Rounds.Select(round => ArmCell(round, name)))}</tr>\n")))}
            </tbody></table></div>
            """);
    }

    private static Markup ArmCell(ReportRound round, string name)
    {
        var arm = round.Arms.FirstOrDefault(candidate => candidate.Name == name);
        return arm is null
            ? Markup.Of($"<td>–</td>")
            : Markup.Of($"""<td{(name == round.Arm ? Markup.Of($" class=\"drawn\"") : Markup.Empty)}><span class="bar"><i style="width:{arm.Probability * 100:0.#}%"></i></span>{arm.Probability:0.00}</td>""");
    }

    private static Markup Round(ReportModel model, ReportRound round) => Markup.Of($"""
        <details{(round.Number == model.Rounds[^1].Number || round.Number == 1 ? Markup.Of($" open") : Markup.Empty)}><summary>Round {round.Number}: {round.Picks.Length} scans picked by <b>{round.Arm}</b></summary>
        <p>{round.Reason}</p>
        {Figure.Legend(model.Structures, hasModel: false)}
        <ol class="picks">{Markup.Join(round.Picks.Select(pick => Pick(model, pick)))}</ol></details>

        """);

    private static Markup Pick(ReportModel model, ReportPick pick) => Markup.Of($"""
        <li>{(pick.Picture is { } picture ? Figure.Of(picture, model.Structures, $"{pick.Scan} with the consensus of its reads") : Markup.Of($"<p class=\"blank\">not labelled</p>"))}
        <div><p class="name">{pick.Rank}. {pick.Scan}</p>
        <p>{pick.Reason}</p>
        <p class="note">utility {pick.Utility:0.####}{(pick.Propensity is { } propensity ? $" · propensity {propensity:0.000}" : " · deterministic pick")}</p>
        <p class="note">{string.Join(" · ", pick.Strata.Select(pair => $"{pair.Key} {pair.Value}"))}</p></div></li>

        """);
}
