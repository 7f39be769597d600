using Npgsql;

namespace ActiveSeg.Storage.Postgres;

/// <summary>Reads a connection string without ever repeating it in a message.</summary>
internal static class PostgresConnection
{
    private const int PoolSize = 24;
    private const int ConnectSeconds = 5;

    /// <exception cref="ArgumentException">It is empty, cannot be read, or names no host.</exception>
    public static NpgsqlConnectionStringBuilder Check(string connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new ArgumentException("PostgreSQL needs a connection string", nameof(connectionString));
        }

        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(connectionString.Trim());
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new ArgumentException(
                "the PostgreSQL connection string cannot be read; expected: Host=…;Port=…;Database=…;Username=…;Password=…",
                nameof(connectionString));
        }

        if (string.IsNullOrWhiteSpace(builder.Host))
        {
            throw new ArgumentException("the PostgreSQL connection string names no host", nameof(connectionString));
        }

        var defaults = new NpgsqlConnectionStringBuilder();
        builder.MaxPoolSize = builder.MaxPoolSize == defaults.MaxPoolSize ? PoolSize : builder.MaxPoolSize;
        builder.Timeout = builder.Timeout == defaults.Timeout ? ConnectSeconds : builder.Timeout;
        return builder;
    }

    /// <summary>How messages name the database.</summary>
    public static string Name(NpgsqlConnectionStringBuilder builder) =>
        $"PostgreSQL at {builder.Host}:{builder.Port}, database '{builder.Database ?? builder.Username}'";
}
