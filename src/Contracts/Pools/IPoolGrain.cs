using System.Collections.Immutable;
using Orleans.Concurrency;

namespace ActiveSeg.Contracts.Pools;

/// <summary>One shard of a project's pool, as rows for selection; read from the store, never the truth.</summary>
/// <remarks>Key: project, '/', shard from 0, '/', number of shards.</remarks>
[Alias("activeseg.IPoolGrain")]
public interface IPoolGrain : IGrainWithStringKey
{
    /// <summary>The shard's rows as the store has them now; a scan may be taken out at any time, so none are held over.</summary>
    [Alias("Read")]
    Task<Immutable<ImmutableArray<PoolRow>>> ReadAsync(CancellationToken cancellationToken);
}
