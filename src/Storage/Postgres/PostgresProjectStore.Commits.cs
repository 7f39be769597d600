using ActiveSeg.Contracts.Storage;
using ActiveSeg.Storage.Rows;
using Npgsql;

namespace ActiveSeg.Storage.Postgres;

public sealed partial class PostgresProjectStore
{
    /// <inheritdoc />
    /// <remarks>Two round trips: everything as one batch, then the commit. A competing call with the same request waits at the
    /// request's row until this one has ended.</remarks>
    public async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var rows = CommitRows.From(commit);
        var outcome = await _database.WriteAsync(
            (connection, transaction) => WriteAsync(connection, transaction, rows, cancellationToken), cancellationToken);
        switch (outcome)
        {
            case null:
                var earlier = await ReadRequestAsync(commit.Project, rows.Request!.Id, cancellationToken);
                return new CommitOutcome.Repeated(earlier!);
            case CommitOutcome.Conflict conflict:
                LogConflict(_log, rows.Project, conflict.What);
                return conflict;
            default:
                return outcome;
        }
    }

    /// <returns>Absent when the request had been answered before.</returns>
    private static async Task<CommitOutcome?> WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CommitRows rows, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        var request = rows.Request is { } record ? AddRequest(batch, rows.Project, record) : null;
        var documents = rows.Documents.Select(row => (row.Name, Step: AddDocument(batch, rows.Project, row))).ToArray();
        AddWork(batch, rows);
        AddScans(batch, rows);
        var written = new HashSet<string>(StringComparer.Ordinal);
        if (batch.BatchCommands.Count > 0)
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            do
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    written.Add(reader.GetString(0));
                }
            }
            while (await reader.NextResultAsync(cancellationToken));
        }

        if (request is { RecordsAffected: 0 })
        {
            return null;
        }

        if (documents.FirstOrDefault(d => d.Step.RecordsAffected == 0).Name is { } document)
        {
            return new CommitOutcome.Conflict(document);
        }

        if (rows.Scans.FirstOrDefault(row => !written.Contains(row.Columns.Scan)) is { } scan)
        {
            return new CommitOutcome.Conflict(scan.Name);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return new CommitOutcome.Committed();
    }

    private static NpgsqlBatchCommand AddRequest(NpgsqlBatch batch, string project, RequestRecord request) => batch.Add(
        """
        insert into request (project, request_id, fingerprint, reply) values ($1, $2, $3, $4)
        on conflict do nothing
        """,
        project,
        request.Id.ToString(),
        request.Fingerprint,
        request.Reply);

    private static NpgsqlBatchCommand AddDocument(NpgsqlBatch batch, string project, DocumentRow row) =>
        row.ExpectedVersion == 0
            ? batch.Add(
                """
                insert into document (kind, project, key, version, tag, body) values ($1, $2, $3, 1, $4, $5)
                on conflict do nothing
                """,
                row.Kind,
                project,
                row.Key,
                row.Tag,
                row.Body)
            : batch.Add(
                """
                update document set version = version + 1, tag = $4, body = $5
                where kind = $1 and project = $2 and key = $3 and version = $6
                """,
                row.Kind,
                project,
                row.Key,
                row.Tag,
                row.Body,
                row.ExpectedVersion);

    private static void AddWork(NpgsqlBatch batch, CommitRows rows)
    {
        foreach (var work in rows.Work)
        {
            batch.Add(
                """
                insert into outbox (project, kind, subject, created, taken_until, attempts, last_error, done)
                values ($1, $2, $3, clock_timestamp(), clock_timestamp(), 0, '', false)
                """,
                rows.Project,
                (int)work.Kind,
                work.Subject);
        }
    }

    private static void AddScans(NpgsqlBatch batch, CommitRows rows)
    {
        if (rows.Scans.Length == 0)
        {
            return;
        }

        var names = rows.Scans.Select(row => row.Columns.Scan).ToArray();
        if (names.Length > 1)
        {
            batch.Add(
                """
                select '' where 0 > (select count(*) from (
                    select 1 from scan where project = $1 and scan = any($2) order by scan for update) locked)
                """,
                rows.Project,
                names);
        }

        batch.Add(
            """
            update scan s set version = s.version + 1, role = u.role, status = u.status, round = u.round,
                              patient = u.patient, strata = u.strata, body = u.body
            from unnest($2::text[], $3::bigint[], $4::int[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[])
                 as u (scan, expected, role, status, round, patient, strata, body)
            where s.project = $1 and s.scan = u.scan and s.version = u.expected
            returning s.scan
            """,
            rows.Project,
            names,
            rows.Scans.Select(row => row.ExpectedVersion).ToArray(),
            rows.Scans.Select(row => row.Columns.Role).ToArray(),
            rows.Scans.Select(row => row.Columns.Status).ToArray(),
            rows.Scans.Select(row => row.Columns.Round).ToArray(),
            rows.Scans.Select(row => row.Columns.Patient).ToArray(),
            rows.Scans.Select(row => row.Columns.Strata).ToArray(),
            rows.Scans.Select(row => row.Columns.Body).ToArray());
    }
}
