using ActiveSeg.Trainer.Hosting;
using Microsoft.Extensions.Hosting;

namespace ActiveSeg.Trainer.Tests.Peer;

/// <summary>A whole trainer in this process, with a cache folder of its own.</summary>
internal sealed class RunningTrainer : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string? _ownCache;

    private RunningTrainer(IHost host, string cache, bool ownsCache) => (_host, Cache, _ownCache) = (host, cache, ownsCache ? cache : null);

    public string Cache { get; }

    public static async Task<RunningTrainer> StartAsync(RemoteServer server, CancellationToken token, string? cache = null)
    {
        var folder = cache ?? Directory.CreateTempSubdirectory("trainer-").FullName;
        var host = TrainerHost.Build(new TrainerOptions { Servers = [server.Address], Cache = folder, Threads = 1 });
        await host.StartAsync(token);
        return new RunningTrainer(host, folder, cache is null);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        if (_ownCache is not null)
        {
            Directory.Delete(_ownCache, recursive: true);
        }
    }
}
