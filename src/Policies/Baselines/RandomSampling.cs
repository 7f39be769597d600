using System.Collections.Immutable;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Baselines;

/// <summary>Uniform random sampling without replacement.</summary>
/// <remarks>
/// <para>Range: the propensity of a pick is one over the scans still open when it was drawn.</para>
/// <para>Cost: O(n log n).</para>
/// </remarks>
public sealed class RandomSampling : IQueryStrategy
{
    private const ulong Purpose = 0x52414E44;

    /// <inheritdoc />
    public string Name => "random";

    /// <inheritdoc />
    public SignalNeeds Needs => SignalNeeds.Nothing;

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        var picks = ImmutableArray.CreateBuilder<Pick>();
        UniformDraws.Take(
            picks,
            open,
            KeyedDraws.Shuffled(open.Listed(), pool, KeyedDraws.Stream(request.Seed, Purpose, request.Round)),
            request.BatchSize,
            left => $"drawn uniformly at random from {left} selectable scans");
        return new Batch(Name, picks.ToImmutable());
    }
}
