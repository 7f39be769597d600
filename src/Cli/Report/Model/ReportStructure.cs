namespace ActiveSeg.Cli.Report.Model;

/// <summary>One structure.</summary>
/// <param name="Label">Its number in every mask.</param>
/// <param name="Name">What people call it.</param>
internal sealed record ReportStructure(int Label, string Name)
{
    /// <summary>The name for a sentence: blanks where file formats need underscores.</summary>
    public string Title => Name.Replace('_', ' ');
}
