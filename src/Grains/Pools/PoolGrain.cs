using System.Collections.Immutable;
using ActiveSeg.Contracts.Keys;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Rounds;
using Orleans.Concurrency;

namespace ActiveSeg.Grains.Pools;

/// <inheritdoc cref="IPoolGrain" />
internal sealed class PoolGrain(IProjectStore store) : Grain, IPoolGrain
{
    private ImmutableArray<PoolRow> _rows;
    private (long SignalVersion, RoundNumber Round) _held = (-1, default);

    /// <inheritdoc />
    public async Task<Immutable<ImmutableArray<PoolRow>>> ReadAsync(
        long signalVersion, RoundNumber round, CancellationToken cancellationToken)
    {
        if (_held != (signalVersion, round))
        {
            var (project, rest) = GrainKeys.Split(this.GetPrimaryKeyString());
            var parts = rest.Split('/');
            _rows = await store.ReadPoolAsync(project, int.Parse(parts[0]), int.Parse(parts[1]), cancellationToken);
            _held = (signalVersion, round);
        }

        return _rows.AsImmutable();
    }
}
