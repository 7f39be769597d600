using ActiveSeg.Contracts.Storage;
using ActiveSeg.Storage.Schema;

namespace ActiveSeg.Storage.Postgres;

/// <summary>Brings a database to the newest schema; concurrent callers wait for one another.</summary>
internal static class PostgresSchema
{
    /// <returns>The version before and after.</returns>
    /// <exception cref="StoreUnavailableException">The database cannot be reached, or a newer program made it.</exception>
    public static Task<(int Before, int After)> UpgradeAsync(
        PostgresDatabase database, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            await connection.LockAsync("activeseg schema", cancellationToken);
            await using (var create = connection.Sql("create table if not exists schema_version (version integer primary key)"))
            {
                await create.ExecuteNonQueryAsync(cancellationToken);
            }

            await using var read = connection.Sql("select coalesce(max(version), 0) from schema_version");
            var before = (int)(await read.ExecuteScalarAsync(cancellationToken))!;
            var scripts = SchemaScript.Load("Postgres");
            var after = scripts[^1].Version;
            if (before > after)
            {
                throw new StoreUnavailableException(
                    $"{database.Name} has schema {before}; this program knows only up to {after}");
            }

            foreach (var script in scripts.Where(s => s.Version > before))
            {
                await using var run = connection.Sql(script.Sql);
                await run.ExecuteNonQueryAsync(cancellationToken);
                await using var note = connection.Sql("insert into schema_version values ($1)", script.Version);
                await note.ExecuteNonQueryAsync(cancellationToken);
            }

            await transaction.CommitAsync(CancellationToken.None);
            return (before, after);
        },
        cancellationToken);
}
