using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>How well the raters agree: the yardstick for the model.</summary>
internal static class AgreementSection
{
    /// <summary>Renders the section.</summary>
    public static Markup Render(ReportModel model)
    {
        var pairs = model.Rounds.SelectMany(round => round.Picks.SelectMany(pick => pick.Agreement)).ToList();
        if (pairs.Count == 0)
        {
            return Markup.Empty;
        }

        return Markup.Of($"""
            <section id="agreement"><h2>Rater agreement</h2>
            <p>Mean Dice over all pairs of reads of the same scan.{(model.IsSimulated ? " The raters are simulated; this is the agreement that their known errors produce, not that of people." : "")}</p>
            <div class="wide"><table><thead><tr><th>structure</th><th class="n">scans</th><th class="n">mean</th><th class="n">lowest</th><th class="n">highest</th><th class="n">last model on the locked set</th></tr></thead><tbody>
            {Markup.Join(model.Structures.Select(structure => Row(model, structure, [.. pairs.Where(pair => pair.Key == structure.Label).Select(pair => pair.Value)])))}
            </tbody></table></div></section>

            """);
    }

    private static Markup Row(ReportModel model, ReportStructure structure, double[] values)
    {
        var score = model.LastModel?.Scores.FirstOrDefault(candidate => candidate.Label == structure.Label);
        return values.Length == 0 ? Markup.Empty : Markup.Of($"""
            <tr><td>{structure.Title}</td><td class="n">{values.Length}</td><td class="n">{values.Average():0.000}</td><td class="n">{values.Min():0.000}</td><td class="n">{values.Max():0.000}</td>
            <td class="n">{(score is null ? "–" : $"{score.Dice:0.000}")}</td></tr>

            """);
    }
}
