using System.Collections.Immutable;
using ActiveSeg.Domain.Rounds;
using Orleans.Concurrency;

namespace ActiveSeg.Contracts.Pools;

/// <summary>One shard of a project's pool, as rows for selection; rebuilt from the store, never the truth.</summary>
/// <remarks>Key: project, '/', shard from 0, '/', number of shards.</remarks>
[Alias("activeseg.IPoolGrain")]
public interface IPoolGrain : IGrainWithStringKey
{
    /// <summary>The shard's rows as they were when a round with these signals began selecting.</summary>
    /// <param name="signalVersion">The project's signal version; a newer one than held reloads the shard.</param>
    /// <param name="round">The round that selects; a newer one than held reloads the shard.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    [Alias("Read")]
    Task<Immutable<ImmutableArray<PoolRow>>> ReadAsync(
        long signalVersion, RoundNumber round, CancellationToken cancellationToken);
}
