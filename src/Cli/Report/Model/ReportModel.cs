using System.Collections.Immutable;

namespace ActiveSeg.Cli.Report.Model;

/// <summary>Everything that a report shows; the page and the CSV files come from this alone.</summary>
/// <param name="Title">What people call the data.</param>
/// <param name="Project">The project's name.</param>
/// <param name="CreatedAt">When the report was made.</param>
/// <param name="IsPhantom">Whether the scans are synthetic.</param>
/// <param name="IsSimulated">Whether the raters are simulated.</param>
/// <param name="Structures">Structures by label.</param>
/// <param name="Rounds">Rounds by number.</param>
/// <param name="Models">Models by number.</param>
/// <param name="Gallery">Locked scans with the last model's contours.</param>
/// <param name="Facts">Settings and versions of the run, in reading order.</param>
internal sealed record ReportModel(
    string Title,
    string Project,
    DateTimeOffset CreatedAt,
    bool IsPhantom,
    bool IsSimulated,
    ImmutableArray<ReportStructure> Structures,
    ImmutableArray<ReportRound> Rounds,
    ImmutableArray<ReportVersion> Models,
    ImmutableArray<GalleryCase> Gallery,
    ImmutableArray<ReportFact> Facts)
{
    /// <summary>The model trained last; absent before the first.</summary>
    public ReportVersion? LastModel => Models.IsEmpty ? null : Models[^1];
}
