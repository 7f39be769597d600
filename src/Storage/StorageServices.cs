using ActiveSeg.Contracts.Artifacts;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Storage.Artifacts;
using ActiveSeg.Storage.Postgres;
using ActiveSeg.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Storage;

/// <summary>Puts the stores into a host.</summary>
public static class StorageServices
{
    /// <summary>Adds <see cref="IProjectStore"/> and <see cref="IArtifactStore"/> as singletons.</summary>
    /// <remarks>Nothing is opened yet: the host calls <see cref="IProjectStore.InitializeAsync"/> before it serves.</remarks>
    /// <exception cref="ArgumentException">The connection string is missing or cannot be read, or the folder is empty.</exception>
    public static IServiceCollection AddActiveSegStorage(this IServiceCollection services, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.DataFolder);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IArtifactStore>(p =>
            new FileArtifactStore(options.DataFolder, p.GetRequiredService<ILogger<FileArtifactStore>>()));
        if (options.Store == StoreKind.Postgres)
        {
            PostgresConnection.Check(options.ConnectionString);
            return services.AddSingleton<IProjectStore>(p =>
                new PostgresProjectStore(options.ConnectionString, p.GetRequiredService<ILogger<PostgresProjectStore>>()));
        }

        return services.AddSingleton<IProjectStore>(p => new SqliteProjectStore(
            options.DatabaseFile, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<SqliteProjectStore>>()));
    }
}
