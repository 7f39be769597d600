using Microsoft.Extensions.Logging;

namespace ActiveSeg.Storage.Artifacts;

public sealed partial class FileArtifactStore
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Artifact {Sha256} stored, {Length} bytes")]
    private static partial void LogStored(ILogger logger, string sha256, long length);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upload of {Sha256} discarded: its {Length} bytes have hash {Actual}")]
    private static partial void LogDiscarded(ILogger logger, string sha256, long length, string actual);
}
