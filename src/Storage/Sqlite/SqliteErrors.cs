using ActiveSeg.Contracts.Storage;
using Microsoft.Data.Sqlite;

namespace ActiveSeg.Storage.Sqlite;

/// <summary>Which of SQLite's errors mean "not now", and what a person should read.</summary>
/// <remarks>Source: sqlite.org/rescode.html, primary result codes.</remarks>
internal static class SqliteErrors
{
    /// <summary>The exception to throw instead; absent when the error is a mistake of ours.</summary>
    public static StoreUnavailableException? Translate(SqliteException e, string file) => e.SqliteErrorCode switch
    {
        3 or 8 => new($"the database '{file}' cannot be written: the file or its folder is read-only", e),
        5 or 6 => new($"the database '{file}' is busy: another process holds its write lock", e),
        7 => new($"out of memory in the database '{file}'", e),
        10 => new($"reading or writing the database '{file}' failed (code {e.SqliteExtendedErrorCode})", e),
        11 or 26 => new($"the file '{file}' is damaged or is not a database", e),
        13 => new($"the disk of the database '{file}' is full", e),
        14 => new($"the database '{file}' cannot be opened: check that its folder exists and can be written", e),
        _ => null,
    };
}
