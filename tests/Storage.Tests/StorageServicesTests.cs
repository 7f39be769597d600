using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Storage.Artifacts;
using ActiveSeg.Storage.Postgres;
using ActiveSeg.Storage.Sqlite;
using ActiveSeg.TestKit.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace ActiveSeg.Storage.Tests;

public sealed class StorageServicesTests
{
    [Fact]
    public async Task AddActiveSegStorage_Sqlite_KeepsEverythingInTheDataFolder()
    {
        using var folder = new TemporaryFolder();
        var options = new StorageOptions { DataFolder = folder.File("data") };
        await using var services = new ServiceCollection().AddLogging().AddActiveSegStorage(options).BuildServiceProvider();

        var store = services.GetRequiredService<IProjectStore>();
        await store.InitializeAsync(TestContext.Current.CancellationToken);

        Assert.IsType<SqliteProjectStore>(store);
        Assert.IsType<FileArtifactStore>(services.GetRequiredService<IArtifactStore>());
        Assert.True(File.Exists(folder.File("data/activeseg.db")));
    }

    [Fact]
    public void AddActiveSegStorage_Postgres_OpensNothingYet()
    {
        var options = new StorageOptions { Store = StoreKind.Postgres, ConnectionString = "Host=127.0.0.1;Port=1" };
        using var services = new ServiceCollection().AddLogging().AddActiveSegStorage(options).BuildServiceProvider();

        Assert.IsType<PostgresProjectStore>(services.GetRequiredService<IProjectStore>());
    }

    [Fact]
    public void AddActiveSegStorage_PostgresWithoutConnectionString_IsRefused() => Assert.Throws<ArgumentException>(
        () => new ServiceCollection().AddActiveSegStorage(new StorageOptions { Store = StoreKind.Postgres }));
}
