namespace ActiveSeg.Cli.Report.Tables;

/// <summary>One column of a table, for the data dictionary.</summary>
/// <param name="Name">Heading.</param>
/// <param name="Unit">Unit or kind of value.</param>
/// <param name="Meaning">What it says, and what an empty cell means.</param>
internal sealed record ReportColumn(string Name, string Unit, string Meaning);
