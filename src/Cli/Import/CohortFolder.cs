using System.Collections.Immutable;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Imaging;
using ActiveSeg.Imaging.Datasets;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Cli.Import;

/// <summary>A folder of NIfTI files or DICOM series as scans to import.</summary>
internal static class CohortFolder
{
    /// <summary>Column that says of a scan that it is synthetic.</summary>
    public const string PhantomColumn = "is_phantom";

    private const string Allowed = "-_.";

    /// <summary>Finds out what a folder holds; reads no voxel.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="patientColumn">Column with the patient's pseudonym. Default: <c>patient_id</c>, or every scan is its own patient.</param>
    /// <exception cref="ImageFormatException">The folder holds nothing that can be read.</exception>
    /// <exception cref="CommandException">There is no such column.</exception>
    public static Cohort Open(string folder, string? patientColumn)
    {
        var dataset = DatasetFolder.Open(folder);
        if (patientColumn is not null && !dataset.Cases.All(c => c.Columns.ContainsKey(patientColumn)))
        {
            throw new CommandException(ExitCode.Usage, "UNKNOWN_COLUMN", $"not every case has a column {patientColumn}");
        }

        var reader = new DatasetReader(dataset);
        var pseudonyms = new Lazy<Pseudonyms>(Pseudonyms.Open);
        return new Cohort(
            dataset.Name,
            IsPhantom: dataset.Cases.Length > 0 && dataset.Cases.All(c => c.Columns.GetValueOrDefault(PhantomColumn) == "yes"),
            [.. dataset.Structures.Select(s => ((int)s.Key, s.Value))],
            dataset.StratumNames,
            [.. dataset.Cases.Select(c => ScanOf(reader, c, PatientOf(c, patientColumn, pseudonyms)))],
            [.. dataset.Problems.Select(FaultOf)]);
    }

    private static string PatientOf(DatasetCase scan, string? column, Lazy<Pseudonyms> pseudonyms)
    {
        var patient = column is null ? scan.PatientId : scan.Columns[column];
        return Directory.Exists(scan.ImagePath) && column is null ? pseudonyms.Value.Of(patient) : patient;
    }

    private static CohortScan ScanOf(DatasetReader reader, DatasetCase scan, string patient) => new(
        string.Concat(scan.CaseId.Select(c => char.IsAsciiLetterOrDigit(c) || Allowed.Contains(c, StringComparison.Ordinal) ? c : '_')),
        patient,
        scan.Columns.SetItems(scan.Strata),
        () => Accepted(reader.Read(scan)),
        scan.LabelPath is { } mask ? () => NiftiReader.ReadLabels(mask) : null);

    private static Volume Accepted(CaseReading reading) => reading switch
    {
        CaseReading.Accepted accepted => accepted.Image,
        CaseReading.Refused { Problem: var problem } => throw new ImageFormatException(problem.Reason, problem.FileName, problem.Explanation),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static CohortFault FaultOf(DatasetProblem problem) =>
        new(problem.FileName, problem.Reason.ToString(), problem.Explanation);
}
