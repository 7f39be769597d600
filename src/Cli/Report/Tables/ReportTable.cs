using System.Collections.Immutable;

namespace ActiveSeg.Cli.Report.Tables;

/// <summary>One CSV file of a report.</summary>
/// <param name="FileName">With its ending.</param>
/// <param name="About">What one row is.</param>
/// <param name="Columns">In the order of the cells.</param>
/// <param name="Rows">Cells, as many as columns.</param>
internal sealed record ReportTable(
    string FileName, string About, ImmutableArray<ReportColumn> Columns, ImmutableArray<ImmutableArray<string>> Rows);
