namespace ActiveSeg.Cli.Report.Model;

/// <summary>One line of the run's record.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">With its unit.</param>
internal sealed record ReportFact(string Name, string Value);
