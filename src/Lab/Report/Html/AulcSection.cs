using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;
using ActiveSeg.Planning.Statistics.Comparisons;
using ActiveSeg.Planning.Statistics.Decisions;

namespace ActiveSeg.Lab.Report.Html;

/// <summary>Areas under the curves, compared.</summary>
internal static class AulcSection
{
    /// <summary>Renders the section; without a comparison it says why.</summary>
    public static Markup Render(ReportModel model, IReadOnlyCollection<Picture> pictures)
    {
        if (model.Verdict.Comparison is not { } comparison)
        {
            return Markup.Of($"""
                <section id="comparison"><h2>Comparison</h2><p class="warning">{model.Verdict.WhyNot}</p></section>

                """);
        }

        return Markup.Of($"""
            <section id="comparison"><h2>Comparison</h2>
            <p>Every policy against {model.Baseline}, seed by seed ({comparison.Seeds.Length} seeds). Differences are in Dice points (hundredths);
            brackets are 95 % {Words.Intervals(comparison)} intervals over seeds. p: {Words.SignFlips(comparison)};
            Holm p: adjusted over {comparison.Rows.Length - 1} comparisons, bold below .05.</p>
            <div class="wide"><table><thead><tr><th>Policy</th><th class="n">AULC</th><th class="n">Difference</th>
            <th class="n">p</th><th class="n">Holm p</th>
            <th class="n">Effect d<sub>z</sub></th><th class="n">Seeds won</th><th class="n">Final Dice</th><th class="n">Labels to target</th>
            <th class="n">Labels ÷ {model.Baseline}’s</th><th class="n">Seeds short of target</th><th class="n">Not worse</th></tr></thead><tbody>
            {Markup.Join(comparison.Rows.Select(row => Row(row, comparison)))}
            </tbody></table></div>
            <p class="note">Target: 95 % of the best final mean Dice here, {comparison.Plan.TargetShare * comparison.Plan.FullValue:0.0000}; no model with
            all labels is part of this.
            Labels are read from the mean curve made non-decreasing;
            “>” and “≤” are bounds where the target lies outside the curve. Seeds won: share of seeds with a
            higher AULC, ties as half. Not worse: whether the one-sided 95 % bound excludes a loss of {Words.Size(comparison.Plan.Margin)} Dice points.</p>
            {FigureElement.Of(pictures, "differences")}
            {FigureElement.Of(pictures, "penalties")}
            {FigureElement.Of(pictures, "ranks")}
            </section>

            """);
    }

    private static Markup Row(PolicyRow row, PolicyComparison comparison)
    {
        var labels = Words.Labels(row.Labels);
        var shorts = $"{row.SeedsShortOfTarget} of {comparison.Seeds.Length}";
        return row.AgainstBaseline is { } against
            ? Markup.Of($"""
                <tr><td class="t">{row.Policy}</td><td class="n">{row.Aulc.Estimate:0.0000}<small>{Words.Ends(row.Aulc)}</small></td>
                <td class="n">{Words.Points(against.Difference.Estimate)}<small>{Words.PointEnds(against.Difference)}</small></td>
                <td class="n">{Words.P(against.PValue)}</td><td class="n {(against.HolmPValue < 0.05 ? "sure" : "")}">{Words.P(against.HolmPValue)}</td>
                <td class="n">{(double.IsFinite(against.Effect.CohenDz) ? $"{against.Effect.CohenDz:0.00}" : "∞")}</td>
                <td class="n">{100 * against.Effect.ProbabilityOfSuperiority:0} %</td>
                <td class="n">{row.Final.Estimate:0.0000}<small>{Words.Ends(row.Final)}</small></td><td class="n">{labels}</td>
                <td class="n">{Words.Ratio(against.LabelsRatio)}<small>{Words.RatioEnds(against.LabelsRatioInterval)}</small></td>
                <td class="n">{shorts}</td><td class="n">{NotWorse(against.NonInferiority)}</td></tr>

                """)
            : Markup.Of($"""
                <tr><td class="t">{row.Policy} <small>baseline</small></td>
                <td class="n">{row.Aulc.Estimate:0.0000}<small>{Words.Ends(row.Aulc)}</small></td>
                <td></td><td></td><td></td><td></td><td></td><td class="n">{row.Final.Estimate:0.0000}<small>{Words.Ends(row.Final)}</small></td>
                <td class="n">{labels}</td><td></td><td class="n">{shorts}</td><td></td></tr>

                """);
    }

    private static string NotWorse(NonInferiorityOutcome outcome) => outcome.IsNonInferior ? "shown" : "not shown";
}
