using System.Collections.Immutable;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Storage.Rows;
using Npgsql;

namespace ActiveSeg.Storage.Postgres;

public sealed partial class PostgresProjectStore
{
    private const int RowsPerStatement = 5000;

    /// <inheritdoc />
    /// <remarks>Registrations of one project queue behind one another, so that overlapping ones never deadlock.</remarks>
    public Task<ImmutableArray<RegistrationOutcome>> RegisterAsync(
        ProjectId project, IReadOnlyList<ScanState> scans, CancellationToken cancellationToken)
    {
        var rows = RegistrationRows.From(project, scans);
        return _database.WriteAsync(
            async (connection, transaction) =>
            {
                await connection.LockAsync($"activeseg scans {project}", cancellationToken);
                var outcomes = ImmutableArray.CreateBuilder<RegistrationOutcome>(rows.Length);
                foreach (var part in rows.Chunk(RowsPerStatement))
                {
                    outcomes.AddRange(await RegisterPartAsync(connection, project.Value, part, cancellationToken));
                }

                await transaction.CommitAsync(CancellationToken.None);
                return outcomes.MoveToImmutable();
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<Stored<ScanState>?> ReadScanAsync(
        ProjectId project, ScanId scan, CancellationToken cancellationToken) => _database.RunAsync(
        async connection =>
        {
            await using var command = connection.Sql(
                "select version, scan, body from scan where project = $1 and scan = $2", project.Value, scan.Value);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? ReadScan(reader, project) : null;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<Stored<ScanState>>> ListScansAsync(
        ProjectId project, ScanFilter filter, CancellationToken cancellationToken) => _database.RunAsync(
        async connection =>
        {
            await using var command = connection.Sql("", project.Value, filter.Limit);
            var where = "project = $1";
            void And(string condition, object value)
            {
                command.Parameters.Add(new() { Value = value });
                where += $" and {condition} ${command.Parameters.Count}";
            }

            if (filter.Role is { } role)
            {
                And("role =", (int)role);
            }

            if (filter.Status is { } status)
            {
                And("status =", (int)status);
            }

            if (filter.Round is { } round)
            {
                And("round =", round.Value);
            }

            if (filter.After.Length > 0)
            {
                And("scan >", filter.After);
            }

            command.CommandText = $"select version, scan, body from scan where {where} order by scan limit $2";
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var found = ImmutableArray.CreateBuilder<Stored<ScanState>>();
            while (await reader.ReadAsync(cancellationToken))
            {
                found.Add(ReadScan(reader, project));
            }

            return found.ToImmutable();
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<ScanCounts> CountScansAsync(ProjectId project, CancellationToken cancellationToken) => _database.RunAsync(
        async connection =>
        {
            await using var command = connection.Sql(
                "select role, status, count(*)::int from scan where project = $1 group by role, status", project.Value);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var tally = new ScanTally();
            while (await reader.ReadAsync(cancellationToken))
            {
                tally.Add(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2));
            }

            return tally.Total();
        },
        cancellationToken);

    private static async Task<IReadOnlyList<RegistrationOutcome>> RegisterPartAsync(
        NpgsqlConnection connection, string project, ScanColumns[] rows, CancellationToken cancellationToken)
    {
        var added = await InsertAsync(connection, project, rows, cancellationToken);
        var ways = added.Count == rows.Length ? [] : await FindInTheWayAsync(connection, project, rows, cancellationToken);
        var outcomes = new RegistrationOutcome[rows.Length];
        var placeOfName = new Dictionary<string, int>(StringComparer.Ordinal);
        var placeOfHash = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Length; i++)
        {
            if (added.Remove((rows[i].Scan, rows[i].ContentHash)))
            {
                outcomes[i] = new RegistrationOutcome.Added();
                (placeOfName[rows[i].Scan], placeOfHash[rows[i].ContentHash]) = (i, i);
            }
        }

        for (var i = 0; i < rows.Length; i++)
        {
            // What a later row of the same call added was not in the way yet.
            outcomes[i] ??= RegistrationRows.Refused(
                rows[i],
                placeOfName.GetValueOrDefault(rows[i].Scan, -1) < i ? ways[i].HashOfName : null,
                placeOfHash.GetValueOrDefault(rows[i].ContentHash, -1) < i ? ways[i].NameOfHash : null);
        }

        return outcomes;
    }

    private static async Task<HashSet<(string Scan, string Hash)>> InsertAsync(
        NpgsqlConnection connection, string project, ScanColumns[] rows, CancellationToken cancellationToken)
    {
        await using var command = connection.Sql(
            """
            insert into scan (project, scan, version, shard, role, status, round, patient, content_hash, strata, body)
            select $1, u.scan, 1, u.shard, u.role, u.status, u.round, u.patient, u.hash, u.strata, u.body
            from unnest($2::text[], $3::int[], $4::int[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[])
                 with ordinality as u (scan, shard, role, status, round, patient, hash, strata, body, place)
            order by u.place
            on conflict do nothing
            returning scan, content_hash
            """,
            project,
            rows.Select(row => row.Scan).ToArray(),
            rows.Select(row => row.Shard).ToArray(),
            rows.Select(row => row.Role).ToArray(),
            rows.Select(row => row.Status).ToArray(),
            rows.Select(row => row.Round).ToArray(),
            rows.Select(row => row.Patient).ToArray(),
            rows.Select(row => row.ContentHash).ToArray(),
            rows.Select(row => row.Strata).ToArray(),
            rows.Select(row => row.Body).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var added = new HashSet<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            added.Add((reader.GetString(0), reader.GetString(1)));
        }

        return added;
    }

    private static async Task<(string? HashOfName, string? NameOfHash)[]> FindInTheWayAsync(
        NpgsqlConnection connection, string project, ScanColumns[] rows, CancellationToken cancellationToken)
    {
        await using var command = connection.Sql(
            """
            select n.content_hash, h.scan
            from unnest($2::text[], $3::text[]) with ordinality as u (scan, hash, place)
            left join scan n on n.project = $1 and n.scan = u.scan
            left join scan h on h.project = $1 and h.content_hash = u.hash
            order by u.place
            """,
            project,
            rows.Select(row => row.Scan).ToArray(),
            rows.Select(row => row.ContentHash).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(string?, string?)>(rows.Length);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.IsDBNull(0) ? null : reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
        }

        return [.. found];
    }

    private static Stored<ScanState> ReadScan(NpgsqlDataReader reader, ProjectId project) => new(
        StateText.Read<ScanState>(reader.GetString(2), "scan", project.Value, reader.GetString(1)), reader.GetInt64(0));
}
