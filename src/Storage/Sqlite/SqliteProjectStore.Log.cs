using Microsoft.Extensions.Logging;

namespace ActiveSeg.Storage.Sqlite;

public sealed partial class SqliteProjectStore
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Database {File} is at schema {After} (was {Before})")]
    private static partial void LogSchema(ILogger logger, string file, int before, int after);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Commit to {Project} refused: {What} had changed")]
    private static partial void LogConflict(ILogger logger, string project, string what);
}
