using System.Collections.Immutable;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Storage;
using Orleans.Concurrency;

namespace ActiveSeg.Grains.Pools;

/// <inheritdoc cref="IPoolGrain" />
internal sealed class PoolGrain(IProjectStore store) : Grain, IPoolGrain
{
    /// <inheritdoc />
    public async Task<Immutable<ImmutableArray<PoolRow>>> ReadAsync(CancellationToken cancellationToken)
    {
        var (project, rest) = GrainKeys.Split(this.GetPrimaryKeyString());
        var parts = rest.Split('/');
        var rows = await store.ReadPoolAsync(project, int.Parse(parts[0]), int.Parse(parts[1]), cancellationToken);
        return rows.AsImmutable();
    }
}
