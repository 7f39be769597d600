using System.Data;
using Npgsql;

namespace ActiveSeg.Storage.Postgres;

/// <summary>A pool of connections to one database, with errors translated.</summary>
internal sealed class PostgresDatabase : IDisposable, IAsyncDisposable
{
    private const int Tries = 6;

    private readonly NpgsqlDataSource _source;

    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public PostgresDatabase(string connectionString)
    {
        var builder = PostgresConnection.Check(connectionString);
        Name = PostgresConnection.Name(builder);
        _source = NpgsqlDataSource.Create(builder);
    }

    /// <summary>Host, port and database; no secret.</summary>
    public string Name { get; }

    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            return await work(connection);
        }
        catch (NpgsqlException e) when (PostgresErrors.Translate(e, Name) is { } unavailable)
        {
            throw unavailable;
        }
    }

    /// <summary>Runs work in a READ COMMITTED transaction, again after a deadlock, six times at most.</summary>
    /// <remarks>What the work does not commit itself is rolled back.</remarks>
    public async Task<T> WriteAsync<T>(
        Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                await using var transaction =
                    await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
                return await work(connection, transaction);
            }
            catch (PostgresException e) when (attempt < Tries && PostgresErrors.IsWorthRepeating(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5 << attempt), cancellationToken);
            }
            catch (NpgsqlException e) when (PostgresErrors.Translate(e, Name) is { } unavailable)
            {
                throw unavailable;
            }
        }
    }

    public void Dispose() => _source.Dispose();

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
