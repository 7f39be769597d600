using ActiveSeg.Lab.Report.Numbers;
using ActiveSeg.Lab.Tables;

namespace ActiveSeg.Lab.Report.Html;

/// <summary>What is unfinished, and what the experiment is made of.</summary>
internal static class RecordSection
{
    /// <summary>Renders the section.</summary>
    public static Markup Render(ReportModel model) => Markup.Of($"""
        <section id="record"><h2>Record</h2>
        {Unfinished(model)}
        <dl class="terms">
        {Markup.Join(DataDictionary.Items(model.Results.Manifest).Select(item => Markup.Of($"<dt>{item.Name}</dt><dd>{item.Value}</dd>\n")))}</dl>
        <p class="note">Beside this page: results, picks, curves and comparison as CSV (results and picks as Parquet too), data-dictionary.md,
        TensorBoard events in
        tensorboard/ (step: labelled scans; relative time: expert time), and every figure as SVG and PNG in figures/.</p></section>

        """);

    private static Markup Unfinished(ReportModel model) => model.Results.Unfinished.IsEmpty
        ? Markup.Empty
        : Markup.Of($"""
            <h3>Unfinished cells</h3><ul>{Markup.Join(model.Results.Unfinished.Select(cell => Markup.Of($"<li>{cell}</li>")))}</ul>
            """);
}
