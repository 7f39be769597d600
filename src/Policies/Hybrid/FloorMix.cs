using System.Collections.Immutable;
using ActiveSeg.Policies.Baselines;
using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Hybrid;

/// <summary>A strategy with a floor of uniform random picks, without which no estimate on the picks is unbiased.</summary>
/// <remarks>
/// <para>Of all picks since the first round, every fifth is drawn uniformly (counted with
/// <see cref="SelectionRequest.PicksBefore"/>). Floor picks are drawn before the inner strategy runs, from every
/// selectable scan; the inner strategy sees them as taken.</para>
/// <para>Range: a floor pick's propensity is one over the scans open when it was drawn.</para>
/// </remarks>
public sealed class FloorMix : IQueryStrategy
{
    private const ulong Purpose = 0x464C4F4F;

    private readonly IQueryStrategy _inner;
    private readonly int _oneIn;

    /// <summary>Puts a floor under a strategy.</summary>
    /// <param name="inner">Fills the rest of the batch.</param>
    /// <param name="oneIn">One pick in this many is uniform. Range: at least 1. Default: 5.</param>
    /// <param name="name">Default: the inner name and "+floor".</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="oneIn"/> is below 1.</exception>
    public FloorMix(IQueryStrategy inner, int oneIn = 5, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfLessThan(oneIn, 1);
        (_inner, _oneIn, Name) = (inner, oneIn, name ?? $"{inner.Name}+floor");
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public SignalNeeds Needs => _inner.Needs;

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        ArgumentOutOfRangeException.ThrowIfNegative(request.PicksBefore, "PicksBefore");
        var size = Math.Min(request.BatchSize, open.Count);
        var floor = (int)(((long)request.PicksBefore + size) / _oneIn) - (request.PicksBefore / _oneIn);
        var picks = ImmutableArray.CreateBuilder<Pick>();
        UniformDraws.Take(
            picks,
            open,
            KeyedDraws.Shuffled(open.Listed(), pool, KeyedDraws.Stream(request.Seed, Purpose, request.Round)),
            floor,
            left => $"random floor (one pick in {_oneIn}): drawn uniformly from all {left} selectable scans",
            isFloor: true);
        var rest = _inner.Select(pool, request with
        {
            BatchSize = request.BatchSize - picks.Count,
            Taken = request.Taken.AddRange(picks.Select(pick => pick.Scan)),
            PicksBefore = request.PicksBefore + picks.Count,
        });
        picks.AddRange(rest.Picks);
        return new Batch(Name, picks.ToImmutable());
    }
}
