using Npgsql;

namespace ActiveSeg.Storage.Postgres;

/// <summary>Short ways to make commands; values are $1, $2, … in order.</summary>
internal static class PostgresStatements
{
    public static NpgsqlCommand Sql(this NpgsqlConnection connection, string text, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    /// <summary>Adds a statement to a batch.</summary>
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string text, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>Takes a lock of the database by name until the transaction ends.</summary>
    public static async Task LockAsync(this NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = connection.Sql("select pg_advisory_xact_lock(hashtextextended($1, 0))", name);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
