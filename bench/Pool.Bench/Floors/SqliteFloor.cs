using System.Diagnostics;
using ActiveSeg.Pool.Bench.Parts;
using Microsoft.Data.Sqlite;

namespace ActiveSeg.Pool.Bench.Floors;

/// <summary>SQLite by itself, with the settings of the store: WAL, every commit on disk.</summary>
internal static class SqliteFloor
{
    public static void Run(FloorRow[] rows, string path, Figures figures)
    {
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            Execute(connection, "pragma journal_mode = wal; pragma synchronous = full;");
            Execute(
                connection,
                """
                create table scan (name text primary key, hash text not null unique, body text not null) strict;
                create table signal (name text primary key, embedding blob not null) strict;
                create table note (id integer primary key, body text not null) strict;
                """);
            InsertScans(connection, rows, figures);
            InsertSignals(connection, rows, figures);
            Read(connection, rows.Length, figures);
            Commit(connection, figures);
        }

        File.Delete(path);
    }

    private static void InsertScans(SqliteConnection connection, FloorRow[] rows, Figures figures)
    {
        var since = Stopwatch.GetTimestamp();
        foreach (var part in rows.Chunk(FloorPart.RowsPerRegistration))
        {
            using var transaction = connection.BeginTransaction();
            using var insert = Prepare(connection, "insert into scan values (@a, @b, @c)", "@a", "@b", "@c");
            foreach (var row in part)
            {
                (insert.Parameters[0].Value, insert.Parameters[1].Value) = (row.Name, row.Hash);
                insert.Parameters[2].Value = row.Body;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        figures.Set("floor-scans", Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    private static void InsertSignals(SqliteConnection connection, FloorRow[] rows, Figures figures)
    {
        var since = Stopwatch.GetTimestamp();
        using (var transaction = connection.BeginTransaction())
        {
            using var insert = Prepare(connection, "insert into signal values (@a, @b)", "@a", "@b");
            foreach (var row in rows)
            {
                (insert.Parameters[0].Value, insert.Parameters[1].Value) = (row.Name, row.Embedding);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        figures.Set("floor-signals", Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    private static void Read(SqliteConnection connection, int expected, Figures figures)
    {
        var since = Stopwatch.GetTimestamp();
        using var command = connection.CreateCommand();
        command.CommandText = "select name, embedding from signal";
        using var reader = command.ExecuteReader();
        var (count, bytes) = (0, 0L);
        while (reader.Read())
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

    private static void Commit(SqliteConnection connection, Figures figures)
    {
        var milliseconds = new double[FloorPart.Commits];
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < milliseconds.Length; i++)
        {
            var since = Stopwatch.GetTimestamp();
            using var transaction = connection.BeginTransaction();
            using var insert = Prepare(connection, "insert into note (body) values (@a)", "@a");
            insert.Parameters[0].Value = "a lease";
            insert.ExecuteNonQuery();
            transaction.Commit();
            milliseconds[i] = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        }

        figures.Set("floor-commits/per-second", milliseconds.Length / Stopwatch.GetElapsedTime(begin).TotalSeconds);
        Array.Sort(milliseconds);
        figures.Set("floor-commits/p50", LeasePart.At(milliseconds, 0.50));
        figures.Set("floor-commits/p95", LeasePart.At(milliseconds, 0.95));
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string text, params ReadOnlySpan<string> names)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }
}
