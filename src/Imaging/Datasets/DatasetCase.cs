using System.Collections.Immutable;

namespace ActiveSeg.Imaging.Datasets;

/// <summary>One scan of a data set, not yet read.</summary>
/// <param name="CaseId">Unique in the data set.</param>
/// <param name="PatientId">Whom it shows; the case id where the data set does not say.</param>
/// <param name="ImagePath">Full path of a NIfTI file or of a folder that holds one DICOM series.</param>
/// <param name="LabelPath">Full path of a NIfTI label map; null when there is none.</param>
/// <param name="Strata">Stratum name to value, the same names for every case, see <see cref="StratumSelection"/>.</param>
/// <param name="Columns">Everything that the data set says about the case, as text.</param>
public sealed record DatasetCase(
    string CaseId,
    string PatientId,
    string ImagePath,
    string? LabelPath,
    ImmutableSortedDictionary<string, string> Strata,
    ImmutableSortedDictionary<string, string> Columns);
