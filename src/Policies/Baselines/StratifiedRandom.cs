using ActiveSeg.Policies.Constraints;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Baselines;

/// <summary>Stratified random sampling over the crossed strata: proportional seats, a uniform draw inside each stratum.</summary>
/// <remarks>
/// <para>A stratum's share is <c>(N_h + alpha) / (N + alpha H)</c> over labelled and selectable scans together. Its seats
/// are proportional to <c>max(0, (m + b) share - m_h)</c>: with no labelled scan that is plain proportional allocation,
/// later it pays back what earlier rounds left out, so that small strata are not rounded away for ever. Seats are whole
/// by the largest remainder, ties drawn by the seed.</para>
/// <para>Without strata the whole pool is one stratum.</para>
/// <para>Cost: O(n log n).</para>
/// </remarks>
public sealed class StratifiedRandom : IQueryStrategy
{
    private readonly double _alpha;

    /// <summary>Creates the strategy.</summary>
    /// <param name="alpha">Smoothing added to every stratum's count, in scans. Range: at least 0. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is negative or not finite.</exception>
    public StratifiedRandom(double alpha = 1) =>
        _alpha = double.IsFinite(alpha) && alpha >= 0
            ? alpha
            : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "smoothing is at least 0");

    /// <inheritdoc />
    public string Name => "stratified-random";

    /// <inheritdoc />
    public SignalNeeds Needs => SignalNeeds.Nothing;

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        if (open.Count == 0)
        {
            return new Batch(Name, []);
        }

        var strata = CrossedStrata.Of(pool);
        var names = strata.Names.Select(name => name.Length == 0 ? "the whole pool (no strata)" : $"stratum [{name}]");
        var weights = Deficits(strata, open, request);
        return new Batch(Name, GroupedDraws.Fill(pool, request, open, strata.OfPool, [.. names], weights));
    }

    /// <summary>Seats that each stratum is owed, as fractions; shape <c>[h]</c>.</summary>
    internal double[] Deficits(CrossedStrata strata, OpenScans open, SelectionRequest request)
    {
        var (inPool, labelled) = (new double[strata.Names.Length], new double[strata.Names.Length]);
        foreach (var scan in open.Listed())
        {
            inPool[strata.OfPool[scan]]++;
        }

        foreach (var stratum in strata.OfLabelled.Concat(request.Taken.Select(scan => strata.OfPool[scan])))
        {
            labelled[stratum]++;
        }

        var occupied = inPool.Count(count => count > 0);
        var population = inPool.Sum() + labelled.Where((_, h) => inPool[h] > 0).Sum();
        var after = request.BatchSize + labelled.Where((_, h) => inPool[h] > 0).Sum();
        var owed = new double[inPool.Length];
        for (var h = 0; h < owed.Length; h++)
        {
            if (inPool[h] > 0)
            {
                var share = (inPool[h] + labelled[h] + _alpha) / (population + (_alpha * occupied));
                owed[h] = Math.Max(0, (after * share) - labelled[h]);
            }
        }

        return owed;
    }
}
