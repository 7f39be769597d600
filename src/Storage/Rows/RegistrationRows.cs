using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Storage.Rows;

/// <summary>Scans of one registration, and the verdict on those that were not inserted.</summary>
internal static class RegistrationRows
{
    /// <exception cref="ArgumentException">A scan belongs to another project.</exception>
    public static ScanColumns[] From(ProjectId project, IReadOnlyList<ScanState> scans)
    {
        ArgumentNullException.ThrowIfNull(scans);
        var rows = new ScanColumns[scans.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = scans[i].Project == project
                ? ScanColumns.From(scans[i])
                : throw new ArgumentException($"scan {scans[i].Project}/{scans[i].Id} is not of {project}", nameof(scans));
        }

        return rows;
    }

    /// <summary>Why a row was not inserted; the name counts before the content.</summary>
    /// <param name="row">The row.</param>
    /// <param name="hashOfName">Content of the scan that has its name; absent if none.</param>
    /// <param name="nameOfHash">Name of the scan that has its content; absent if none.</param>
    public static RegistrationOutcome Refused(ScanColumns row, string? hashOfName, string? nameOfHash) =>
        (hashOfName, nameOfHash) switch
        {
            ({ } hash, _) when hash == row.ContentHash => new RegistrationOutcome.Unchanged(),
            ({ }, _) => new RegistrationOutcome.NameTaken(),
            (null, { } name) => new RegistrationOutcome.DuplicateContent(new ScanId(name)),
            _ => throw new InvalidOperationException($"scan {row.Scan} was neither inserted nor in the way of anything"),
        };
}
