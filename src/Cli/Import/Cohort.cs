using System.Collections.Immutable;

namespace ActiveSeg.Cli.Import;

/// <summary>Scans that can be brought into a project, with what is known of them.</summary>
/// <param name="Title">What people call the set.</param>
/// <param name="IsPhantom">Whether the scans are synthetic.</param>
/// <param name="Structures">Structures in the references; empty where the source does not say.</param>
/// <param name="Strata">Columns that make usable strata.</param>
/// <param name="Scans">The scans; nothing is read yet.</param>
/// <param name="Faults">What could not be used, found without reading a voxel.</param>
internal sealed record Cohort(
    string Title,
    bool IsPhantom,
    ImmutableArray<(int Label, string Name)> Structures,
    ImmutableArray<string> Strata,
    ImmutableArray<CohortScan> Scans,
    ImmutableArray<CohortFault> Faults)
{
    /// <summary>Every column that some scan has a value for.</summary>
    public IEnumerable<string> Columns => Scans.SelectMany(scan => scan.Values.Keys).Distinct().Order(StringComparer.Ordinal);
}
