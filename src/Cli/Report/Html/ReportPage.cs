using System.Collections.Immutable;
using ActiveSeg.Cli.Report.Model;
using ActiveSeg.Cli.Report.Tables;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>The report as one page that needs no other file and no script.</summary>
internal static class ReportPage
{
    /// <summary>Renders the page.</summary>
    public static string Render(ReportModel model, ImmutableArray<ReportTable> tables) => Markup.Of($"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>ActiveSeg report: {model.Title}</title>
        <style>{new Markup(Stylesheet.Text)}</style></head><body><main>
        {HeaderSection.Render(model)}
        <nav><a href="#learning">Learning curve</a><a href="#gallery">Reference and model</a><a href="#calibration">Confidence</a><a href="#strata">For whom it works</a><a href="#rounds">Rounds</a><a href="#selection">How scans were chosen</a><a href="#agreement">Rater agreement</a><a href="#record">How to read this</a></nav>
        {CurveSection.Render(model)}
        {GallerySection.Render(model)}
        {CalibrationSection.Render(model)}
        {StrataSection.Render(model)}
        {RoundsSection.Render(model)}
        {SelectionSection.Render(model)}
        {AgreementSection.Render(model)}
        {RecordSection.Render(model, tables)}
        </main></body></html>

        """).Text;
}
