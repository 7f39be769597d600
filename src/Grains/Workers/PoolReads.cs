using System.Collections.Immutable;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Grains.Workers;

/// <summary>Reads a whole pool with its signals.</summary>
internal static class PoolReads
{
    /// <summary>Shards of a pool; each is read in one query by its own grain.</summary>
    private const int Shards = 4;

    /// <summary>All scans of the pool that are not excluded.</summary>
    public static async Task<ImmutableArray<PoolRow>> ReadPoolAsync(
        this IGrainFactory grains, ProjectId project, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(Enumerable.Range(0, Shards).Select(shard =>
            grains.PoolGrain(project, shard, Shards).ReadAsync(cancellationToken)));
        return [.. shards.SelectMany(s => s.Value)];
    }
}
