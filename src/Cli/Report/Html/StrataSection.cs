using System.Globalization;
using ActiveSeg.Cli.Report.Model;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>For whom the last model works: accuracy by stratum.</summary>
internal static class StrataSection
{
    private const int Width = 220;

    /// <summary>Renders the section.</summary>
    public static Markup Render(ReportModel model)
    {
        if (model.LastModel is not { Scans.IsEmpty: false } last)
        {
            return Markup.Empty;
        }

        var rows = StratumRow.Of(last, model.Structures);
        var low = Math.Floor(10 * rows.Min(row => row.Overall.Mean - Math.Min(row.Overall.HalfWidth ?? 0, 0.3))) / 10;
        low = Math.Clamp(low, 0, 0.9);
        return Markup.Of($"""
            <section id="strata"><h2>For whom it works</h2>
            <p>Model {last.Number} on the locked set, by stratum: mean Dice over structures with its 95 % interval (Student's t; scans of one patient count as alike).
            Rows marked <span class="small">small n</span> have fewer than {MeanInterval.SmallCount} patients; no conclusion about them is safe. No correction is made for looking at many rows.</p>
            <div class="wide"><table class="strata"><thead><tr><th>stratum</th><th>value</th><th class="n">scans</th><th class="n">patients</th><th class="n">mean Dice</th><th>95 % interval</th>
            <th class="plot"><span>{low:0.0}</span><span>1.0</span></th>{Markup.Join(model.Structures.Select(structure => Markup.Of($"<th class=\"n\">{structure.Title}</th>")))}</tr></thead>
            <tbody>{Markup.Join(rows.Select((row, index) => Row(row, index == 0 || rows[index - 1].Stratum != row.Stratum, low)))}</tbody></table></div></section>

            """);
    }

    private static Markup Row(StratumRow row, bool isFirst, double low) => Markup.Of($"""
        <tr{(isFirst ? Markup.Of($" class=\"first\"") : Markup.Empty)}><td class="t">{(isFirst ? (row.Stratum == "all" ? "all locked scans" : row.Stratum) : "")}</td><td>{row.Value}</td><td class="n">{row.Scans}</td>
        <td class="n">{row.Overall.Count}{(row.Overall.IsSmall ? Markup.Of($" <span class=\"small\">small n</span>") : Markup.Empty)}</td><td class="n">{row.Overall.Mean:0.000}</td>
        <td class="t">{(row.Overall.HalfWidth is { } half ? $"{Math.Max(0, row.Overall.Mean - half):0.000} to {Math.Min(1, row.Overall.Mean + half):0.000}" : "–")}</td><td class="plot">{Whisker(row.Overall, low)}</td>
        {Markup.Join(row.ByStructure.Select(interval => Markup.Of($"<td class=\"n\">{(interval.Count == 0 ? "–" : $"{interval.Mean:0.000}")}</td>")))}</tr>

        """);

    private static Markup Whisker(MeanInterval interval, double low)
    {
        var half = interval.HalfWidth ?? 0;
        return Markup.Of($"""
            <svg viewBox="0 0 {Width} 14" role="presentation"><line class="rule" x1="0" x2="{Width}" y1="7" y2="7"/>
            <line class="{(interval.IsSmall ? "weak" : "strong")}" x1="{At(interval.Mean - half)}" x2="{At(interval.Mean + half)}" y1="7" y2="7"/><circle cx="{At(interval.Mean)}" cy="7" r="4"/></svg>
            """);

        string At(double value) => (Math.Clamp((value - low) / (1 - low), 0, 1) * Width).ToString("0.#", CultureInfo.InvariantCulture);
    }
}
