using ActiveSeg.Lab.Report.Drawing;
using ActiveSeg.Lab.Report.Numbers;

namespace ActiveSeg.Lab.Report.Html;

/// <summary>For whom it works.</summary>
internal static class StrataSection
{
    /// <summary>Renders the section; nothing without strata.</summary>
    public static Markup Render(ReportModel model, IReadOnlyCollection<Picture> pictures) => model.Strata.Rows.IsEmpty
        ? Markup.Empty
        : Markup.Of($"""
            <section id="strata"><h2>For whom it works</h2>
            {FigureElement.Of(pictures, "strata")}
            {Disparities(model)}
            </section>

            """);

    private static Markup Disparities(ReportModel model) => model.Strata.Disparities.IsEmpty
        ? Markup.Empty
        : Markup.Of($"""
            <h3>Worst stratum and disparity after round {model.Cells.CommonRound}</h3>
            <div class="wide"><table><thead><tr><th>Stratum</th><th>Policy</th><th>Worst value</th>
            <th class="n">Its Dice</th><th class="n">Highest less lowest value</th></tr></thead><tbody>
            {Markup.Join(model.Strata.Disparities.Select(Line))}
            </tbody></table></div>
            <p class="note">Mean ± half of the 95 % interval over {model.Cells.CommonSeeds.Length} seeds. Worst: the value with the lowest mean.
            The gap is taken seed by seed and is
            never negative, so noise alone makes it larger than 0, the more so the fewer scans a value has.</p>
            """);

    private static Markup Line(DisparityRow row) => Markup.Of($"""
        <tr><td>{row.Stratum}</td><td class="t">{row.Policy}</td><td>{row.Worst}</td>
        <td class="n">{Words.Mean(row.WorstMean)}</td><td class="n">{Words.Mean(row.Disparity)}</td></tr>

        """);
}
