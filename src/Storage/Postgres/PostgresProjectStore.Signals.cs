using System.Collections.Immutable;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Storage.Rows;
using Npgsql;
using NpgsqlTypes;

namespace ActiveSeg.Storage.Postgres;

public sealed partial class PostgresProjectStore
{
    /// <inheritdoc />
    /// <remarks>COPY into a table of the transaction, then one statement; calls of one project queue behind one another.</remarks>
    public Task WriteSignalsAsync(
        ProjectId project, IReadOnlyList<ScanSignals> signals, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signals);
        return _database.WriteAsync(
            async (connection, transaction) =>
            {
                await connection.LockAsync($"activeseg signals {project}", cancellationToken);
                await CopyAsync(connection, signals, cancellationToken);
                await using var command = connection.Sql(
                    """
                    insert into scan_signal (project, scan, model, cluster, embedding, uncertainties, gradient)
                    select distinct on (scan) $1, scan, model, cluster, embedding, uncertainties, gradient
                    from incoming order by scan, place desc
                    on conflict (project, scan) do update set
                        model = excluded.model, cluster = excluded.cluster,
                        embedding = excluded.embedding, uncertainties = excluded.uncertainties,
                        gradient = excluded.gradient
                    """,
                    project.Value);
                var written = await command.ExecuteNonQueryAsync(cancellationToken);
                await transaction.CommitAsync(CancellationToken.None);
                return written;
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<ScanSignals?> ReadSignalsAsync(
        ProjectId project, ScanId scan, CancellationToken cancellationToken) => _database.RunAsync(
        async connection =>
        {
            await using var command = connection.Sql(
                """
                select scan, model, cluster, embedding, uncertainties, gradient from scan_signal where project = $1 and scan = $2
                """,
                project.Value,
                scan.Value);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? ReadSignals(new PoolRows(project.Value), reader, 0) : null;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<PoolRow>> ReadPoolAsync(
        ProjectId project, int shard, int shards, CancellationToken cancellationToken)
    {
        var within = ScanShard.Within(shard, shards);
        return _database.RunAsync(
            async connection =>
            {
                await using var command = connection.Sql(
                    """
                    select s.scan, s.patient, s.status, s.strata, g.scan, g.model, g.cluster, g.embedding, g.uncertainties, g.gradient
                    from scan s left join scan_signal g on g.project = s.project and g.scan = s.scan
                    where s.project = $1 and s.shard = any($2) and s.role = $3 and s.status <> $4
                    """,
                    project.Value,
                    within,
                    (int)ScanRole.Pool,
                    (int)ScanStatus.Excluded);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var rows = new PoolRows(project.Value);
                while (await reader.ReadAsync(cancellationToken))
                {
                    rows.Add(
                        reader.GetString(0),
                        reader.GetString(1),
                        reader.GetInt32(2),
                        reader.GetString(3),
                        reader.IsDBNull(4) ? null : ReadSignals(rows, reader, 4));
                }

                return rows.InOrder();
            },
            cancellationToken);
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, IReadOnlyList<ScanSignals> signals, CancellationToken cancellationToken)
    {
        await using (var create = connection.Sql(
            """
            create temporary table incoming (
                place integer, scan text collate "C", model integer, cluster integer, embedding bytea, uncertainties text, gradient bytea)
            on commit drop
            """))
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var copy = await connection.BeginBinaryImportAsync(
            "copy incoming (place, scan, model, cluster, embedding, uncertainties, gradient) from stdin (format binary)",
            cancellationToken);
        for (var place = 0; place < signals.Count; place++)
        {
            var s = signals[place];
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(place, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(s.Scan.Value, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(s.Model.Value, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(s.Cluster, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(EmbeddingBytes.Write(s.Embedding), NpgsqlDbType.Bytea, cancellationToken);
            await copy.WriteAsync(StateText.Write(s.Uncertainties), NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(EmbeddingBytes.Write(s.Gradient), NpgsqlDbType.Bytea, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static ScanSignals ReadSignals(PoolRows rows, NpgsqlDataReader reader, int first) => rows.Signals(
        reader.GetString(first),
        reader.GetInt32(first + 1),
        reader.GetInt32(first + 2),
        reader.GetFieldValue<byte[]>(first + 3),
        reader.GetString(first + 4),
        reader.GetFieldValue<byte[]>(first + 5));
}
