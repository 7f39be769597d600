using ActiveSeg.Contracts.Storage;
using ActiveSeg.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace ActiveSeg.Storage.Sqlite;

/// <summary>Brings a database file to the newest schema.</summary>
internal static class SqliteSchema
{
    /// <returns>The version before and after.</returns>
    /// <exception cref="StoreUnavailableException">The file was written by a newer program.</exception>
    public static (int Before, int After) Upgrade(SqliteConnection connection, SqliteTransaction transaction, string file)
    {
        using (var create = connection.Sql("create table if not exists schema_version (version integer primary key) strict"))
        {
            create.ExecuteNonQuery();
        }

        using var read = connection.Sql("select coalesce(max(version), 0) from schema_version");
        var before = Convert.ToInt32(read.ExecuteScalar());
        var scripts = SchemaScript.Load("Sqlite");
        var after = scripts[^1].Version;
        if (before > after)
        {
            throw new StoreUnavailableException(
                $"the database '{file}' has schema {before}; this program knows only up to {after}");
        }

        foreach (var script in scripts.Where(s => s.Version > before))
        {
            using var run = connection.Sql(script.Sql);
            run.ExecuteNonQuery();
            using var note = connection.Sql("insert into schema_version values (@version)", ("@version", script.Version));
            note.ExecuteNonQuery();
        }

        transaction.Commit();
        return (before, after);
    }
}
