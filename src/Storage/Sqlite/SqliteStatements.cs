using Microsoft.Data.Sqlite;

namespace ActiveSeg.Storage.Sqlite;

/// <summary>Short ways to make commands.</summary>
internal static class SqliteStatements
{
    /// <summary>A command with its values; a null value is SQL null.</summary>
    public static SqliteCommand Sql(
        this SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>A command for many rows: compiled once, given values by place.</summary>
    public static SqliteCommand Prepared(this SqliteConnection connection, string text, params ReadOnlySpan<string> names)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        return command;
    }

    /// <summary>Gives a prepared command its next values, in the order of its names.</summary>
    public static SqliteCommand With(this SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
