using System.Collections.Immutable;
using ActiveSeg.Cli.Report.Model;
using ActiveSeg.Cli.Report.Tables;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>How to read the numbers, what was run, and what the CSV files hold.</summary>
internal static class RecordSection
{
    private static readonly ImmutableArray<(string Term, string Meaning)> Terms =
    [
        ("Dice", "Twice the shared volume by the sum of both volumes; 1 is perfect overlap, 0 none."),
        ("HD95", "95th percentile of the distance between the two outlines' surfaces, in mm, over the whole scan."),
        ("ASSD", "Average distance between the two outlines' surfaces, in mm."),
        ("area error", "How far the cross-sectional area is off, on average over slices, in mm²."),
        ("locked reference set", "Patients drawn by lot before the first round. Their scans are only used to measure."),
        ("utility", "The value that the strategy gave a scan; only comparable within one round."),
        ("propensity", "The probability with which a scan was picked, given the earlier picks; needed to judge policies afterwards."),
        ("promoted", "The model replaced the one before."),
    ];

    /// <summary>Renders the section.</summary>
    public static Markup Render(ReportModel model, ImmutableArray<ReportTable> tables) => Markup.Of($"""
        <section id="record"><h2>How to read this</h2>
        <dl class="terms">{Markup.Join(Terms.Select(term => Markup.Of($"<dt>{term.Term}</dt><dd>{term.Meaning}</dd>")))}</dl>
        <h2>Record of the run</h2>
        <dl class="terms">{Markup.Join(model.Facts.Select(fact => Markup.Of($"<dt>{fact.Name}</dt><dd>{fact.Value}</dd>")))}</dl>
        <h2>Files beside this page</h2>
        <div class="wide"><table><thead><tr><th>file</th><th class="n">rows</th><th>one row is</th></tr></thead><tbody>
        {Markup.Join(tables.Select(table => Markup.Of($"<tr><td>{table.FileName}</td><td class=\"n\">{table.Rows.Length}</td><td>{table.About}</td></tr>\n")))}</tbody></table></div>
        <details><summary>Data dictionary</summary><div class="wide"><table><thead><tr><th>file</th><th>column</th><th>unit</th><th>meaning</th></tr></thead><tbody>
        {Markup.Join(tables.SelectMany(table => table.Columns.Select(column => Markup.Of($"<tr><td>{table.FileName}</td><td>{column.Name}</td><td>{column.Unit}</td><td>{column.Meaning}</td></tr>\n"))))}</tbody></table></div></details>
        </section>

        """);
}
