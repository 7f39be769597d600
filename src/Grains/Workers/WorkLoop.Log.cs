using ActiveSeg.Contracts.Storage;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Grains.Workers;

internal sealed partial class WorkLoop
{
    [LoggerMessage(1, LogLevel.Warning, "Work could not be taken from the store; trying again")]
    private partial void LogLoopFailed(Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "{Kind} of {Project} ({Subject}) failed at attempt {Attempt}; trying again")]
    private partial void LogWorkFailed(
        Exception exception, WorkKind kind, string project, string subject, int attempt);

    [LoggerMessage(3, LogLevel.Error, "{Kind} of {Project} ({Subject}) keeps failing: attempt {Attempt}")]
    private partial void LogWorkStuck(
        Exception exception, WorkKind kind, string project, string subject, int attempt);
}
