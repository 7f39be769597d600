using Microsoft.Extensions.Logging;

namespace ActiveSeg.Storage.Postgres;

public sealed partial class PostgresProjectStore
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Database} is at schema {After} (was {Before})")]
    private static partial void LogSchema(ILogger logger, string database, int before, int after);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Commit to {Project} refused: {What} had changed")]
    private static partial void LogConflict(ILogger logger, string project, string what);
}
