using ActiveSeg.Contracts.Storage;

namespace ActiveSeg.Storage.Rows;

/// <summary>A commit as rows, checked and serialised before any lock is held; rows are in key order, so that two commits
/// lock in the same order.</summary>
internal sealed record CommitRows(
    string Project, RequestRecord? Request, DocumentRow[] Documents, ScanRow[] Scans, NewWork[] Work)
{
    /// <exception cref="ArgumentException">A part belongs to another project, or an expected version is impossible.</exception>
    public static CommitRows From(Commit commit)
    {
        var documents = commit.Documents.IsDefault ? [] : commit.Documents.Select(Document).ToArray();
        var scans = commit.Scans.IsDefault ? [] : commit.Scans.Select(Scan).ToArray();
        Array.Sort(documents, (a, b) => a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : string.CompareOrdinal(a.Key, b.Key));
        Array.Sort(scans, (a, b) => string.CompareOrdinal(a.Columns.Scan, b.Columns.Scan));
        return new CommitRows(
            commit.Project.Value, commit.Request, documents, scans, commit.Work.IsDefault ? [] : [.. commit.Work]);

        DocumentRow Document(DocumentWrite write)
        {
            if (write.Key.Project != commit.Project || write.ExpectedVersion < 0)
            {
                throw new ArgumentException(
                    $"document {write.Key} at version {write.ExpectedVersion} cannot be part of a commit to {commit.Project}",
                    nameof(commit));
            }

            return new DocumentRow(
                (int)write.Key.Kind, write.Key.Key, write.ExpectedVersion, write.Tag, StateText.Write(write.Value));
        }

        ScanRow Scan(ScanWrite write)
        {
            if (write.Value.Project != commit.Project || write.ExpectedVersion < 1)
            {
                throw new ArgumentException(
                    $"scan {write.Value.Project}/{write.Value.Id} at version {write.ExpectedVersion} cannot be part of a commit to {commit.Project}",
                    nameof(commit));
            }

            return new ScanRow(write.ExpectedVersion, ScanColumns.From(write.Value));
        }
    }
}
