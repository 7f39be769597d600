using ActiveSeg.Contracts.Storage;
using Microsoft.Data.Sqlite;

namespace ActiveSeg.Storage.Sqlite;

/// <summary>One database file in WAL mode: many readers, one writer, every commit on disk before it returns.</summary>
/// <remarks>Threading: safe. SQLite blocks, so the work runs on the thread pool and never on a grain's turn.</remarks>
internal sealed class SqliteDatabase(string file) : IDisposable
{
    private const string Pragmas =
        "pragma busy_timeout = 10000; pragma synchronous = full; pragma cache_size = -16384; pragma temp_store = memory;";

    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = SqliteOpenMode.ReadWrite,
        DefaultTimeout = 15,
    }.ToString();

    public string File => file;

    /// <summary>Makes folder and file, and turns WAL on.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(file)!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"the data folder '{folder}' cannot be created: {e.Message}", e);
        }

        await RunAsync(
            () =>
            {
                var creating = new SqliteConnectionStringBuilder(_connectionString)
                {
                    Mode = SqliteOpenMode.ReadWriteCreate,
                    Pooling = false,
                };
                using var connection = new SqliteConnection(creating.ToString());
                connection.Open();
                using var command = connection.Sql("pragma journal_mode = wal");
                return command.ExecuteScalar() as string == "wal"
                    ? true
                    : throw new StoreUnavailableException($"the file system of '{file}' does not allow SQLite's WAL mode");
            },
            cancellationToken);
    }

    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            using var connection = Open();
            return read(connection);
        },
        cancellationToken);

    /// <summary>Runs work in an immediate transaction; what it does not commit itself is rolled back.</summary>
    public async Task<T> WriteAsync<T>(
        Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(
                () =>
                {
                    using var connection = Open();
                    using var transaction = connection.BeginTransaction(deferred: false);
                    return write(connection, transaction);
                },
                cancellationToken);
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(_connectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        _writer.Dispose();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var pragmas = connection.Sql(Pragmas);
            pragmas.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        catch (SqliteException e) when (SqliteErrors.Translate(e, file) is { } unavailable)
        {
            throw unavailable;
        }
    }
}
