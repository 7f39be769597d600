using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Contracts.Volumes;
using ActiveSeg.Imaging;
using ActiveSeg.Storage.Artifacts;
using ActiveSeg.Storage.Sqlite;
using ActiveSeg.TestKit.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;

namespace ActiveSeg.Grains.Tests.Cluster;

/// <summary>Two silos with their work loops over one SQLite file and one artifact folder; the store's clock is the test's.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private InProcessTestCluster? _cluster;
    private SqliteProjectStore? _store;
    private FileArtifactStore? _artifacts;

    /// <summary>The store's clock. The cluster's own timers run on the system's.</summary>
    public FakeTimeProvider Clock { get; } = new(SampleStates.Start);

    /// <summary>What the silos' own code warned of.</summary>
    public LogLines Log { get; } = new();

    /// <summary>A grain factory outside of the silos: everything it says crosses the wire format.</summary>
    public IGrainFactory Grains => _cluster!.Client;

    /// <summary>Services of the cluster's client.</summary>
    public IServiceProvider ClientServices => _cluster!.Client.ServiceProvider;

    /// <summary>The store as a third process would see it.</summary>
    public IProjectStore Store => _store!;

    /// <summary>The artifacts as a third process would see them.</summary>
    public IArtifactStore Artifacts => _artifacts!;

    public async ValueTask InitializeAsync()
    {
        _store = OpenStore();
        await _store.InitializeAsync(CancellationToken.None);
        _artifacts = OpenArtifacts();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Logging.AddProvider(Log);
            host.Services.AddSingleton<IProjectStore>(_ => OpenStore());
            host.Services.AddSingleton<IArtifactStore>(_ => OpenArtifacts());
            host.Services.AddSingleton<IVolumeCodec>(new VolumeCodec());
            host.Services.AddActiveSegGrains();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _store?.Dispose();
        _artifacts?.Dispose();
        _folder.Dispose();
        Log.Dispose();
    }

    /// <summary>A grain factory of each silo, in which calls to local grains take the short way.</summary>
    public IReadOnlyList<IGrainFactory> FactoriesOfSilos() =>
        [.. _cluster!.Silos.Select(s => s.ServiceProvider.GetRequiredService<IGrainFactory>())];

    private SqliteProjectStore OpenStore() =>
        new(_folder.File("activeseg.db"), Clock, NullLogger<SqliteProjectStore>.Instance);

    private FileArtifactStore OpenArtifacts() => new(_folder.Path, NullLogger<FileArtifactStore>.Instance);
}
