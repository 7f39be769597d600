using System.Diagnostics;
using ActiveSeg.Pool.Bench.Parts;
using Npgsql;
using NpgsqlTypes;

namespace ActiveSeg.Pool.Bench.Floors;

/// <summary>PostgreSQL by itself: binary COPY, and single commits. Its tables are dropped again.</summary>
internal static class PostgresFloor
{
    public static async Task RunAsync(
        FloorRow[] rows, string connectionString, Figures figures, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync(
            connection,
            """
            drop table if exists pool_bench_scan, pool_bench_signal, pool_bench_note;
            create table pool_bench_scan (name text primary key, hash text not null unique, body text not null);
            create table pool_bench_signal (name text primary key, embedding bytea not null);
            create table pool_bench_note (id bigint generated always as identity primary key, body text not null)
            """,
            cancellationToken);

        var since = Stopwatch.GetTimestamp();
        foreach (var part in rows.Chunk(FloorPart.RowsPerRegistration))
        {
            await using var copy = await connection.BeginBinaryImportAsync(
                "copy pool_bench_scan (name, hash, body) from stdin (format binary)", cancellationToken);
            foreach (var row in part)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(row.Name, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(row.Hash, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(row.Body, NpgsqlDbType.Text, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        figures.Set("floor-scans", Stopwatch.GetElapsedTime(since).TotalSeconds);
        await CopySignalsAsync(connection, rows, figures, cancellationToken);
        await ReadAsync(connection, rows.Length, figures, cancellationToken);
        await CommitAsync(connection, figures, cancellationToken);
        await ExecuteAsync(
            connection, "drop table pool_bench_scan, pool_bench_signal, pool_bench_note", cancellationToken);
    }

    private static async Task CopySignalsAsync(
        NpgsqlConnection connection, FloorRow[] rows, Figures figures, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy pool_bench_signal (name, embedding) from stdin (format binary)", cancellationToken))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(row.Name, NpgsqlDbType.Text, cancellationToken);
                await copy.WriteAsync(row.Embedding, NpgsqlDbType.Bytea, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        figures.Set("floor-signals", Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    private static async Task ReadAsync(
        NpgsqlConnection connection, int expected, Figures figures, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        await using var command = new NpgsqlCommand("select name, embedding from pool_bench_signal", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (count, bytes) = (0, 0L);
        while (await reader.ReadAsync(cancellationToken))
        {
            bytes += reader.GetString(0).Length + reader.GetFieldValue<byte[]>(1).Length;
            count++;
        }

        figures.Set("floor-read", Stopwatch.GetElapsedTime(since).TotalSeconds);
        if (count != expected || bytes == 0)
        {
            throw new InvalidOperationException($"{count} of {expected} rows were read");
        }
    }

    private static async Task CommitAsync(
        NpgsqlConnection connection, Figures figures, CancellationToken cancellationToken)
    {
        var milliseconds = new double[FloorPart.Commits];
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < milliseconds.Length; i++)
        {
            var since = Stopwatch.GetTimestamp();
            await ExecuteAsync(connection, "insert into pool_bench_note (body) values ('a lease')", cancellationToken);
            milliseconds[i] = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        }

        figures.Set("floor-commits/per-second", milliseconds.Length / Stopwatch.GetElapsedTime(begin).TotalSeconds);
        Array.Sort(milliseconds);
        figures.Set("floor-commits/p50", LeasePart.At(milliseconds, 0.50));
        figures.Set("floor-commits/p95", LeasePart.At(milliseconds, 0.95));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
