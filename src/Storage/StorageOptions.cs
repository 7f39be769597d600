namespace ActiveSeg.Storage;

/// <summary>Where projects and artifacts are kept.</summary>
public sealed record StorageOptions
{
    /// <summary>The database. Default: SQLite.</summary>
    public StoreKind Store { get; init; } = StoreKind.Sqlite;

    /// <summary>Folder of the artifacts, the unfinished uploads and the SQLite file; shared by all silos. Default: ./data.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>PostgreSQL connection string in Npgsql's keywords; a secret. Default: empty, which only SQLite allows.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>The SQLite file.</summary>
    public string DatabaseFile => Path.Combine(Path.GetFullPath(DataFolder), "activeseg.db");
}
