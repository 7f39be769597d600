using ActiveSeg.Contracts.Storage;
using ActiveSeg.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace ActiveSeg.Storage.Sqlite;

public sealed partial class SqliteProjectStore
{
    /// <inheritdoc />
    public async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var rows = CommitRows.From(commit);
        var outcome = await _database.WriteAsync(
            (connection, transaction) => Write(connection, transaction, rows), cancellationToken);
        if (outcome is CommitOutcome.Conflict conflict)
        {
            LogConflict(_log, rows.Project, conflict.What);
        }

        return outcome;
    }

    private CommitOutcome Write(SqliteConnection connection, SqliteTransaction transaction, CommitRows rows)
    {
        if (rows.Request is { } request && !TryInsertRequest(connection, rows.Project, request))
        {
            return new CommitOutcome.Repeated(FindRequest(connection, rows.Project, request.Id)!);
        }

        foreach (var document in rows.Documents)
        {
            if (!TryWriteDocument(connection, rows.Project, document))
            {
                return new CommitOutcome.Conflict(document.Name);
            }
        }

        if (FirstStaleScan(connection, rows) is { } stale)
        {
            return new CommitOutcome.Conflict(stale.Name);
        }

        foreach (var work in rows.Work)
        {
            InsertWork(connection, rows.Project, work);
        }

        transaction.Commit();
        return new CommitOutcome.Committed();
    }

    private static bool TryInsertRequest(SqliteConnection connection, string project, RequestRecord request)
    {
        using var command = connection.Sql(
            """
            insert into request (project, request_id, fingerprint, reply) values (@project, @request, @fingerprint, @reply)
            on conflict do nothing
            """,
            ("@project", project),
            ("@request", request.Id.ToString()),
            ("@fingerprint", request.Fingerprint),
            ("@reply", request.Reply));
        return command.ExecuteNonQuery() == 1;
    }

    private static bool TryWriteDocument(SqliteConnection connection, string project, DocumentRow document)
    {
        const string insert =
            """
            insert into document (kind, project, key, version, tag, body) values (@kind, @project, @key, 1, @tag, @body)
            on conflict do nothing
            """;
        const string update =
            """
            update document set version = version + 1, tag = @tag, body = @body
            where kind = @kind and project = @project and key = @key and version = @expected
            """;
        using var command = connection.Sql(
            document.ExpectedVersion == 0 ? insert : update,
            ("@kind", document.Kind),
            ("@project", project),
            ("@key", document.Key),
            ("@tag", document.Tag),
            ("@body", document.Body));
        if (document.ExpectedVersion > 0)
        {
            command.Parameters.AddWithValue("@expected", document.ExpectedVersion);
        }

        return command.ExecuteNonQuery() == 1;
    }

    private static ScanRow? FirstStaleScan(SqliteConnection connection, CommitRows rows)
    {
        if (rows.Scans.Length == 0)
        {
            return null;
        }

        using var update = connection.Prepared(
            """
            update scan set version = version + 1, role = @role, status = @status, round = @round,
                            patient = @patient, strata = @strata, body = @body
            where project = @project and scan = @scan and version = @expected
            """,
            "@project", "@scan", "@expected", "@role", "@status", "@round", "@patient", "@strata", "@body");
        foreach (var row in rows.Scans)
        {
            var c = row.Columns;
            update.With(
                rows.Project, c.Scan, row.ExpectedVersion, c.Role, c.Status, c.Round, c.Patient, c.Strata, c.Body);
            if (update.ExecuteNonQuery() != 1)
            {
                return row;
            }
        }

        return null;
    }
}
