using System.Collections.Immutable;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace ActiveSeg.Storage.Sqlite;

public sealed partial class SqliteProjectStore
{
    /// <inheritdoc />
    public Task WriteSignalsAsync(
        ProjectId project, IReadOnlyList<ScanSignals> signals, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signals);
        return _database.WriteAsync(
            (connection, transaction) =>
            {
                using var upsert = connection.Prepared(
                    """
                    insert into scan_signal (project, scan, model, cluster, embedding, uncertainties, gradient)
                    values (@project, @scan, @model, @cluster, @embedding, @uncertainties, @gradient)
                    on conflict (project, scan) do update set
                        model = excluded.model, cluster = excluded.cluster,
                        embedding = excluded.embedding, uncertainties = excluded.uncertainties,
                        gradient = excluded.gradient
                    """,
                    "@project", "@scan", "@model", "@cluster", "@embedding", "@uncertainties", "@gradient");
                foreach (var s in signals)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    upsert.With(
                        project.Value,
                        s.Scan.Value,
                        s.Model.Value,
                        s.Cluster,
                        EmbeddingBytes.Write(s.Embedding),
                        StateText.Write(s.Uncertainties),
                        EmbeddingBytes.Write(s.Gradient));
                    upsert.ExecuteNonQuery();
                }

                transaction.Commit();
                return signals.Count;
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<ScanSignals?> ReadSignalsAsync(
        ProjectId project, ScanId scan, CancellationToken cancellationToken) => _database.ReadAsync(
        connection =>
        {
            using var command = connection.Sql(
                """
                select scan, model, cluster, embedding, uncertainties, gradient
                from scan_signal where project = @project and scan = @scan
                """,
                ("@project", project.Value),
                ("@scan", scan.Value));
            using var reader = command.ExecuteReader();
            return reader.Read() ? ReadSignals(new PoolRows(project.Value), reader, 0) : null;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<PoolRow>> ReadPoolAsync(
        ProjectId project, int shard, int shards, CancellationToken cancellationToken)
    {
        var within = string.Join(", ", ScanShard.Within(shard, shards));
        return _database.ReadAsync(
            connection =>
            {
                using var command = connection.Sql(
                    $"""
                    select s.scan, s.patient, s.status, s.strata, g.scan, g.model, g.cluster, g.embedding, g.uncertainties, g.gradient
                    from scan s left join scan_signal g on g.project = s.project and g.scan = s.scan
                    where s.project = @project and s.shard in ({within}) and s.role = @pool and s.status <> @excluded
                    """,
                    ("@project", project.Value),
                    ("@pool", (int)ScanRole.Pool),
                    ("@excluded", (int)ScanStatus.Excluded));
                using var reader = command.ExecuteReader();
                var rows = new PoolRows(project.Value);
                while (reader.Read())
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

    private static ScanSignals ReadSignals(PoolRows rows, SqliteDataReader reader, int first) => rows.Signals(
        reader.GetString(first),
        reader.GetInt32(first + 1),
        reader.GetInt32(first + 2),
        reader.GetFieldValue<byte[]>(first + 3),
        reader.GetString(first + 4),
        reader.GetFieldValue<byte[]>(first + 5));
}
