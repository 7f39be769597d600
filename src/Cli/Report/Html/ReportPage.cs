using System.Collections.Immutable;
using ActiveSeg.Cli.Report.Model;
using ActiveSeg.Cli.Report.Tables;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>The report as one page.</summary>
internal static class ReportPage
{
    /// <summary>Renders the page.</summary>
    public static string Render(ReportModel model, ImmutableArray<ReportTable> tables) => model.Title + tables.Length;
}
