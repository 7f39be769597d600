using System.Collections.Immutable;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Storage.Postgres;

/// <summary>The project store in PostgreSQL 14 or newer; needed as soon as there are two silos.</summary>
/// <remarks>
/// <para>Threading: safe, over any number of processes. Transactions are READ COMMITTED: each guarded update checks its row's version
/// under that row's lock, and rows are locked in the order of their keys.</para>
/// <para>Tables lie in the first schema of the connection's search path. The store's clock is <c>clock_timestamp()</c>.</para>
/// </remarks>
public sealed partial class PostgresProjectStore : IProjectStore, IDisposable, IAsyncDisposable
{
    private readonly PostgresDatabase _database;
    private readonly ILogger<PostgresProjectStore> _log;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="connectionString">Npgsql's keywords; a secret, never logged.</param>
    /// <param name="log">Where schema changes are noted.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public PostgresProjectStore(string connectionString, ILogger<PostgresProjectStore> log)
    {
        _database = new PostgresDatabase(connectionString);
        _log = log;
    }

    /// <inheritdoc />
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        var (before, after) = await PostgresSchema.UpgradeAsync(_database, cancellationToken);
        LogSchema(_log, _database.Name, before, after);
    }

    /// <inheritdoc />
    public Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken) => _database.RunAsync(
        async connection =>
        {
            await using var command = connection.Sql("select clock_timestamp()");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return reader.GetFieldValue<DateTimeOffset>(0);
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<Stored<T>?> ReadAsync<T>(DocumentKey key, CancellationToken cancellationToken)
        where T : class => _database.RunAsync(
        async connection =>
        {
            await using var command = connection.Sql(
                "select version, body from document where kind = $1 and project = $2 and key = $3",
                (int)key.Kind,
                key.Project.Value,
                key.Key);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken)
                ? new Stored<T>(
                    StateText.Read<T>(reader.GetString(1), "document", key.Project.Value, key.Key), reader.GetInt64(0))
                : null;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<Stored<T>>> ListAsync<T>(
        DocumentKind kind, ProjectId? project, ImmutableArray<string> tags, CancellationToken cancellationToken)
        where T : class => _database.RunAsync(
        async connection =>
        {
            await using var command = connection.Sql("", (int)kind);
            var where = "kind = $1";
            if (project is { } only)
            {
                command.Parameters.Add(new() { Value = only.Value });
                where += $" and project = ${command.Parameters.Count}";
            }

            if (!tags.IsDefaultOrEmpty)
            {
                command.Parameters.Add(new() { Value = tags.ToArray() });
                where += $" and tag = any(${command.Parameters.Count})";
            }

            command.CommandText = $"select version, body, project, key from document where {where} order by project, key";
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var found = ImmutableArray.CreateBuilder<Stored<T>>();
            while (await reader.ReadAsync(cancellationToken))
            {
                var value = StateText.Read<T>(reader.GetString(1), "document", reader.GetString(2), reader.GetString(3));
                found.Add(new Stored<T>(value, reader.GetInt64(0)));
            }

            return found.ToImmutable();
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<RequestRecord?> ReadRequestAsync(
        ProjectId project, RequestId request, CancellationToken cancellationToken) => _database.RunAsync(
        async connection =>
        {
            await using var command = connection.Sql(
                "select fingerprint, reply from request where project = $1 and request_id = $2",
                project.Value,
                request.ToString());
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken)
                ? new RequestRecord(request, reader.GetString(0), reader.GetString(1))
                : null;
        },
        cancellationToken);

    /// <summary>Closes the pool.</summary>
    public void Dispose() => _database.Dispose();

    /// <summary>Closes the pool.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
