using System.Collections.Immutable;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace ActiveSeg.Storage.Sqlite;

public sealed partial class SqliteProjectStore
{
    /// <inheritdoc />
    public Task<ImmutableArray<RegistrationOutcome>> RegisterAsync(
        ProjectId project, IReadOnlyList<ScanState> scans, CancellationToken cancellationToken)
    {
        var rows = RegistrationRows.From(project, scans);
        return _database.WriteAsync(
            (connection, transaction) =>
            {
                using var insert = connection.Prepared(
                    """
                    insert into scan (project, scan, version, shard, role, status, round, patient, content_hash, strata, body)
                    values (@project, @scan, 1, @shard, @role, @status, @round, @patient, @hash, @strata, @body)
                    on conflict do nothing
                    """,
                    "@project", "@scan", "@shard", "@role", "@status", "@round", "@patient", "@hash", "@strata", "@body");
                using var byName = connection.Prepared(
                    "select content_hash from scan where project = @project and scan = @scan", "@project", "@scan");
                using var byHash = connection.Prepared(
                    "select scan from scan where project = @project and content_hash = @hash", "@project", "@hash");
                var outcomes = ImmutableArray.CreateBuilder<RegistrationOutcome>(rows.Length);
                foreach (var c in rows)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    insert.With(
                        project.Value, c.Scan, c.Shard, c.Role, c.Status, c.Round, c.Patient, c.ContentHash, c.Strata, c.Body);
                    outcomes.Add(insert.ExecuteNonQuery() == 1
                        ? new RegistrationOutcome.Added()
                        : RegistrationRows.Refused(
                            c,
                            (string?)byName.With(project.Value, c.Scan).ExecuteScalar(),
                            (string?)byHash.With(project.Value, c.ContentHash).ExecuteScalar()));
                }

                transaction.Commit();
                return outcomes.MoveToImmutable();
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<Stored<ScanState>?> ReadScanAsync(
        ProjectId project, ScanId scan, CancellationToken cancellationToken) => _database.ReadAsync(
        connection =>
        {
            using var command = connection.Sql(
                "select version, scan, body from scan where project = @project and scan = @scan",
                ("@project", project.Value),
                ("@scan", scan.Value));
            using var reader = command.ExecuteReader();
            return reader.Read() ? ReadScan(reader, project) : null;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<Stored<ScanState>>> ListScansAsync(
        ProjectId project, ScanFilter filter, CancellationToken cancellationToken) => _database.ReadAsync(
        connection =>
        {
            using var command = connection.Sql("", ("@project", project.Value), ("@limit", filter.Limit));
            var where = "project = @project";
            void And(string condition, string name, object value)
            {
                where += " and " + condition;
                command.Parameters.AddWithValue(name, value);
            }

            if (filter.Role is { } role)
            {
                And("role = @role", "@role", (int)role);
            }

            if (filter.Status is { } status)
            {
                And("status = @status", "@status", (int)status);
            }

            if (filter.Round is { } round)
            {
                And("round = @round", "@round", round.Value);
            }

            if (filter.After.Length > 0)
            {
                And("scan > @after", "@after", filter.After);
            }

            command.CommandText = $"select version, scan, body from scan where {where} order by scan limit @limit";
            using var reader = command.ExecuteReader();
            var found = ImmutableArray.CreateBuilder<Stored<ScanState>>();
            while (reader.Read())
            {
                found.Add(ReadScan(reader, project));
            }

            return found.ToImmutable();
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<ScanCounts> CountScansAsync(ProjectId project, CancellationToken cancellationToken) => _database.ReadAsync(
        connection =>
        {
            using var command = connection.Sql(
                "select role, status, count(*) from scan where project = @project group by role, status",
                ("@project", project.Value));
            using var reader = command.ExecuteReader();
            var tally = new ScanTally();
            while (reader.Read())
            {
                tally.Add(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2));
            }

            return tally.Total();
        },
        cancellationToken);

    private static Stored<ScanState> ReadScan(SqliteDataReader reader, ProjectId project) => new(
        StateText.Read<ScanState>(reader.GetString(2), "scan", project.Value, reader.GetString(1)), reader.GetInt64(0));
}
