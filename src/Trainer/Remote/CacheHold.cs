using Microsoft.Extensions.Logging;

namespace ActiveSeg.Trainer.Remote;

/// <summary>Makes sure that one trainer at a time uses a cache folder; the system releases it when its holder dies.</summary>
/// <remarks>A trainer whose server was killed may still be ending while the next one starts with the same folder.</remarks>
internal sealed partial class CacheHold : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);
    private readonly FileStream _file;

    private CacheHold(FileStream file) => _file = file;

    /// <summary>Waits until no other trainer uses the folder.</summary>
    /// <param name="folder">The cache folder; must exist.</param>
    /// <param name="time">Clock of the pauses.</param>
    /// <param name="logger">Told once when there is something to wait for.</param>
    /// <param name="token">Ends the waiting.</param>
    public static async Task<CacheHold> TakeAsync(string folder, TimeProvider time, ILogger logger, CancellationToken token)
    {
        for (var first = true; ; first = false)
        {
            try
            {
                return new CacheHold(new FileStream(
                    Path.Combine(folder, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                if (first)
                {
                    Waiting(logger, folder);
                }

                await Task.Delay(Pause, time, token);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another trainer uses {Folder}; waiting for it to end")]
    private static partial void Waiting(ILogger logger, string folder);
}
