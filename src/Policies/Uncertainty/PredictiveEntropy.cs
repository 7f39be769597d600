using System.Collections.Immutable;
using ActiveSeg.Policies.Selection;

namespace ActiveSeg.Policies.Uncertainty;

/// <summary>Picks the scans whose prediction is least certain: the largest predictive entropy, averaged over the
/// predicted foreground; with power noise they are drawn in proportion to its beta-th power instead.</summary>
/// <remarks>
/// <para>Units: utility is the signal's value; for the default signal nats per voxel.</para>
/// <para>Range: with noise, the propensity of a pick is <c>u^beta / sum u^beta</c> over the scans open when it was drawn
/// (Plackett-Luce); without noise there is none.</para>
/// <para>Cost: O(n log n), with noise also O(b n).</para>
/// <para>Source: Kirsch et al., TMLR 2023, for the noise.</para>
/// </remarks>
public sealed class PredictiveEntropy : IQueryStrategy
{
    /// <summary>Name of the default signal: mean entropy over the predicted foreground, in nats.</summary>
    public const string DefaultSignal = "entropy_foreground";

    private const ulong Purpose = 0x454E5452;

    private readonly PowerNoise? _noise;
    private readonly string _signal;

    /// <summary>Creates the strategy.</summary>
    /// <param name="noise">Default: none, the top of the list.</param>
    /// <param name="signal">Column to rank by. Default: <see cref="DefaultSignal"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A beta is not positive and finite.</exception>
    public PredictiveEntropy(PowerNoise? noise = null, string signal = DefaultSignal)
    {
        if (noise is not null && !(noise.StartBeta > 0 && noise.EndBeta > 0 &&
            double.IsFinite(noise.StartBeta) && double.IsFinite(noise.EndBeta)))
        {
            throw new ArgumentOutOfRangeException(nameof(noise), noise, "beta is positive and finite");
        }

        (_noise, _signal) = (noise, signal);
    }

    /// <inheritdoc />
    public string Name => _noise is null ? "predictive-entropy" : "power-entropy";

    /// <inheritdoc />
    public SignalNeeds Needs => new(false, [_signal]);

    /// <inheritdoc />
    public Batch Select(PoolColumns pool, SelectionRequest request)
    {
        var open = new OpenScans(pool, request);
        Needs.Demand(pool, Name);
        var listed = open.Listed();
        if (listed.Length == 0)
        {
            return new Batch(Name, []);
        }

        var values = pool.Signals[_signal];
        var sorted = listed.Select(scan => values[scan]).Order().ToArray();
        var picks = _noise is null
            ? Top(listed, values, open, request, sorted)
            : Drawn(pool, listed, values, open, request, sorted, _noise.BetaAt(request.Round, request.Rounds));
        return new Batch(Name, picks);
    }

    private ImmutableArray<Pick> Top(
        int[] listed, ImmutableArray<double> values, OpenScans open, SelectionRequest request, double[] sorted)
    {
        var picks = ImmutableArray.CreateBuilder<Pick>();
        foreach (var scan in listed.OrderByDescending(scan => values[scan]))
        {
            if (picks.Count == request.BatchSize)
            {
                break;
            }

            if (open.IsOpen(scan))
            {
                picks.Add(new Pick(scan, values[scan], Describe(values[scan], sorted)));
                open.Take(scan);
            }
        }

        return picks.ToImmutable();
    }

    private ImmutableArray<Pick> Drawn(
        PoolColumns pool,
        int[] listed,
        ImmutableArray<double> values,
        OpenScans open,
        SelectionRequest request,
        double[] sorted,
        double beta)
    {
        if (sorted[0] < 0)
        {
            throw new ArgumentException($"power noise needs values of at least 0, and one is {sorted[0]}", _signal);
        }

        var stream = KeyedDraws.Stream(request.Seed, Purpose, request.Round);
        var noise = listed.ToDictionary(scan => scan, scan => KeyedDraws.Gumbel(stream, pool.StableKeys[scan]));
        var ranked = listed
            .OrderByDescending(scan => (beta * Math.Log(values[scan])) + noise[scan])
            .ThenByDescending(scan => noise[scan])
            .ToArray();
        var picks = ImmutableArray.CreateBuilder<Pick>();
        for (var at = 0; at < ranked.Length && picks.Count < request.BatchSize; at++)
        {
            var scan = ranked[at];
            if (open.IsOpen(scan))
            {
                var chance = Chance(ranked, at, values, open, beta);
                var why = $"{Describe(values[scan], sorted)}; drawn with power noise at beta {beta:0.#}";
                picks.Add(new Pick(scan, values[scan], why, chance));
                open.Take(scan);
            }
        }

        return picks.ToImmutable();
    }

    /// <summary>Chance that the next pick among the open scans from <paramref name="at"/> on is the one at it.</summary>
    private static double Chance(int[] ranked, int at, ImmutableArray<double> values, OpenScans open, double beta)
    {
        var (largest, left) = (0.0, 0);
        for (var i = at; i < ranked.Length; i++)
        {
            if (open.IsOpen(ranked[i]))
            {
                largest = Math.Max(largest, values[ranked[i]]);
                left++;
            }
        }

        if (largest == 0)
        {
            return 1.0 / left;
        }

        var total = 0.0;
        for (var i = at; i < ranked.Length; i++)
        {
            total += open.IsOpen(ranked[i]) ? Math.Pow(values[ranked[i]] / largest, beta) : 0;
        }

        return Math.Pow(values[ranked[at]] / largest, beta) / total;
    }

    private string Describe(double value, double[] sorted)
    {
        var below = Array.BinarySearch(sorted, value);
        while (below > 0 && sorted[below - 1] >= value)
        {
            below--;
        }

        var name = _signal == DefaultSignal ? $"foreground entropy {value:0.###} nats" : $"{_signal} {value:0.###}";
        return $"{name}, higher than {Math.Floor(100.0 * below / sorted.Length):0} % of the pool";
    }
}
