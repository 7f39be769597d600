using System.Security.Cryptography;
using System.Text;
using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Silo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Pool.Bench;

/// <summary>A silo as the server composes it, called in process: everything but gRPC.</summary>
internal sealed class BenchSilo(IHost host, ProjectId id) : IAsyncDisposable
{
    private int _calls;

    public ProjectId Id => id;

    public IGrainFactory Grains { get; } = host.Services.GetRequiredService<IGrainFactory>();

    public IArtifactStore Artifacts { get; } = host.Services.GetRequiredService<IArtifactStore>();

    public IProjectGrain Project => Grains.GetGrain<IProjectGrain>(id.Value);

    public static async Task<BenchSilo> StartAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddActiveSegSilo(new SiloOptions
        {
            DataFolder = options.SiloFolder,
            PostgresConnection = options.PostgresConnection,
            ClusterId = "pool-bench",
        });
        var host = builder.Build();
        await host.Services.GetRequiredService<IProjectStore>().InitializeAsync(cancellationToken);
        await host.StartAsync(cancellationToken);
        return new BenchSilo(host, new ProjectId(options.Project));
    }

    /// <summary>A new request, its id by process, purpose and count.</summary>
    public CallIdentity NewCall(string purpose)
    {
        var name = $"{id}/{Environment.ProcessId}/{purpose}/{Interlocked.Increment(ref _calls)}";
        return new CallIdentity(new RequestId(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16))), name);
    }

    /// <summary>The value of an answer.</summary>
    /// <exception cref="InvalidOperationException">The answer is a refusal.</exception>
    public static T Granted<T>(Answer<T> answer)
        where T : class =>
        answer.Value ?? throw new InvalidOperationException($"{answer.Refusal!.Reason}: {answer.Refusal.Message}");

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
