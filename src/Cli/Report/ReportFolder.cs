using System.Text;
using ActiveSeg.Cli.Report.Html;
using ActiveSeg.Cli.Report.Model;
using ActiveSeg.Cli.Report.Tables;

namespace ActiveSeg.Cli.Report;

/// <summary>Writes a report: one page that needs no other file, and CSV files.</summary>
internal static class ReportFolder
{
    /// <summary>Writes everything; the page last.</summary>
    /// <returns>Path of the page.</returns>
    public static string Write(ReportModel model, string folder)
    {
        Directory.CreateDirectory(folder);
        var tables = ReportTables.Of(model);
        foreach (var table in tables)
        {
            using var writer = new StreamWriter(Path.Combine(folder, table.FileName), append: false, new UTF8Encoding(true));
            var rows = new CsvWriter(writer);
            rows.Row(table.Columns.Select(column => column.Name));
            foreach (var row in table.Rows)
            {
                rows.Row(row);
            }
        }

        var page = Path.Combine(folder, "report.html");
        File.WriteAllText(page, ReportPage.Render(model, tables), new UTF8Encoding(false));
        return page;
    }
}
