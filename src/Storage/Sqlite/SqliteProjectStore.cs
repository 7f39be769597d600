using System.Collections.Immutable;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Storage.Rows;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Storage.Sqlite;

/// <summary>The project store in one SQLite file; for one silo.</summary>
/// <remarks>
/// <para>Threading: safe; writes queue behind one another. Several processes may share the file, each waiting for the other's lock.</para>
/// <para>The store's clock is the time provider's, cut to microseconds.</para>
/// </remarks>
public sealed partial class SqliteProjectStore : IProjectStore, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteProjectStore> _log;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="file">The database file; its folder is made when needed.</param>
    /// <param name="time">The store's clock.</param>
    /// <param name="log">Where schema changes are noted.</param>
    public SqliteProjectStore(string file, TimeProvider time, ILogger<SqliteProjectStore> log)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        _database = new SqliteDatabase(Path.GetFullPath(file));
        _time = time;
        _log = log;
    }

    private long Now => StoreTime.ToMicroseconds(_time.GetUtcNow());

    /// <inheritdoc />
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await _database.CreateAsync(cancellationToken);
        var (before, after) = await _database.WriteAsync(
            (connection, transaction) => SqliteSchema.Upgrade(connection, transaction, _database.File), cancellationToken);
        LogSchema(_log, _database.File, before, after);
    }

    /// <inheritdoc />
    public Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken) =>
        Task.FromResult(StoreTime.FromMicroseconds(Now));

    /// <inheritdoc />
    public Task<Stored<T>?> ReadAsync<T>(DocumentKey key, CancellationToken cancellationToken)
        where T : class => _database.ReadAsync(
        connection =>
        {
            using var command = connection.Sql(
                "select version, body from document where kind = @kind and project = @project and key = @key",
                ("@kind", (int)key.Kind),
                ("@project", key.Project.Value),
                ("@key", key.Key));
            using var reader = command.ExecuteReader();
            return reader.Read()
                ? new Stored<T>(
                    StateText.Read<T>(reader.GetString(1), "document", key.Project.Value, key.Key), reader.GetInt64(0))
                : null;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<Stored<T>>> ListAsync<T>(
        DocumentKind kind, ProjectId? project, ImmutableArray<string> tags, CancellationToken cancellationToken)
        where T : class => _database.ReadAsync(
        connection =>
        {
            using var command = connection.Sql("", ("@kind", (int)kind));
            var where = "kind = @kind";
            if (project is { } only)
            {
                where += " and project = @project";
                command.Parameters.AddWithValue("@project", only.Value);
            }

            if (!tags.IsDefaultOrEmpty)
            {
                where += $" and tag in ({string.Join(", ", tags.Select((_, i) => $"@tag{i}"))})";
                for (var i = 0; i < tags.Length; i++)
                {
                    command.Parameters.AddWithValue($"@tag{i}", tags[i]);
                }
            }

            command.CommandText = $"select version, body, project, key from document where {where} order by project, key";
            using var reader = command.ExecuteReader();
            var found = ImmutableArray.CreateBuilder<Stored<T>>();
            while (reader.Read())
            {
                var value = StateText.Read<T>(reader.GetString(1), "document", reader.GetString(2), reader.GetString(3));
                found.Add(new Stored<T>(value, reader.GetInt64(0)));
            }

            return found.ToImmutable();
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<RequestRecord?> ReadRequestAsync(
        ProjectId project, RequestId request, CancellationToken cancellationToken) =>
        _database.ReadAsync(connection => FindRequest(connection, project.Value, request), cancellationToken);

    /// <summary>Lets go of the file.</summary>
    public void Dispose() => _database.Dispose();

    private static RequestRecord? FindRequest(SqliteConnection connection, string project, RequestId request)
    {
        using var command = connection.Sql(
            "select fingerprint, reply from request where project = @project and request_id = @request",
            ("@project", project),
            ("@request", request.ToString()));
        using var reader = command.ExecuteReader();
        return reader.Read() ? new RequestRecord(request, reader.GetString(0), reader.GetString(1)) : null;
    }
}
