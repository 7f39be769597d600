using ActiveSeg.Contracts.Storage;
using Npgsql;

namespace ActiveSeg.Storage.Postgres;

/// <summary>Which of PostgreSQL's errors mean "not now" or "again", and what a person should read.</summary>
/// <remarks>Source: PostgreSQL 15 manual, appendix A, error codes.</remarks>
internal static class PostgresErrors
{
    /// <summary>Whether the same transaction may succeed at once: serialization failure, or deadlock.</summary>
    public static bool IsWorthRepeating(Exception e) =>
        e is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>The exception to throw instead; absent when the error is a mistake of ours.</summary>
    public static StoreUnavailableException? Translate(NpgsqlException e, string name)
    {
        if (e is not PostgresException server)
        {
            var reason = e.InnerException is { } inner ? $"{e.Message}: {inner.Message}" : e.Message;
            return new StoreUnavailableException($"{name} cannot be reached: {reason}", e);
        }

        var text = server.SqlState switch
        {
            PostgresErrorCodes.UndefinedTable => "the schema is missing; the store was not initialised",
            PostgresErrorCodes.InsufficientPrivilege => $"the user lacks a right: {server.MessageText}",
            PostgresErrorCodes.ReadOnlySqlTransaction => "the server is read-only",
            PostgresErrorCodes.DiskFull => "the server's disk is full",
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => "too many writers at once",
            _ when IsNotNow(server.SqlState) => server.MessageText,
            _ => null,
        };
        return text is null ? null : new StoreUnavailableException($"{name}: {text}", e);
    }

    private static bool IsNotNow(string state) => state[..2] is "08" or "28" or "3D" or "3F" or "53" or "55" or "57" or "58";
}
