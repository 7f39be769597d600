using System.Collections.Immutable;

namespace ActiveSeg.Cli.Export.Cards;

/// <summary>Scans that a model was made or measured with.</summary>
/// <param name="Scans">Number of scans.</param>
/// <param name="Patients">Number of patients.</param>
/// <param name="Strata">Scans by stratum and value; a scan without a value counts as "unknown".</param>
/// <param name="Sources">Scans by how their reference came about.</param>
internal sealed record CardSet(
    int Scans,
    int Patients,
    ImmutableSortedDictionary<(string Stratum, string Value), int> Strata,
    ImmutableSortedDictionary<string, int> Sources);
