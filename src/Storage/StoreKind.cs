namespace ActiveSeg.Storage;

/// <summary>Which database keeps the projects.</summary>
public enum StoreKind
{
    /// <summary>One file in the data folder; for one silo.</summary>
    Sqlite = 0,

    /// <summary>PostgreSQL; needed as soon as there are two silos.</summary>
    Postgres = 1,
}
