using System.Collections.Immutable;

namespace ActiveSeg.Planning.Statistics.Strata;

/// <summary>How far the labelled set's mix of strata is from the pool's.</summary>
public static class Composition
{
    /// <summary>Kullback-Leibler divergence of the labelled set from the pool, <c>sum p ln(p / q)</c>.</summary>
    /// <remarks>
    /// <para>Units: nats; 0 where the mixes are alike. A small labelled set strays by chance alone: with S strata and n labels
    /// expect about <c>(S - 1) / (2 n)</c> from random sampling.</para>
    /// </remarks>
    /// <param name="labelled">Scans by stratum, p.</param>
    /// <param name="pool">Scans by stratum of what was to be represented, q: all scans, labelled ones included.</param>
    /// <param name="smoothing">Scans added to every stratum of both. Default: 0.</param>
    /// <returns>Infinite where a labelled stratum is absent from the pool and nothing is added.</returns>
    /// <exception cref="NotEstimableException">One of the two holds no scan.</exception>
    /// <exception cref="ArgumentException">A number is negative.</exception>
    public static double Divergence(
        ImmutableSortedDictionary<string, int> labelled, ImmutableSortedDictionary<string, int> pool, double smoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentOutOfRangeException.ThrowIfNegative(smoothing);
        if (labelled.Values.Concat(pool.Values).Any(scans => scans < 0))
        {
            throw new ArgumentException("a stratum has fewer than 0 scans", nameof(labelled));
        }

        if (labelled.Values.Sum() == 0 || pool.Values.Sum() == 0)
        {
            throw new NotEstimableException("a mix of strata needs at least one scan");
        }

        var strata = labelled.Keys.Union(pool.Keys).Order(StringComparer.Ordinal).ToArray();
        var (p, q) = (Shares(labelled, strata, smoothing), Shares(pool, strata, smoothing));
        return Math.Max(0, p.Zip(q, (a, b) => a == 0 ? 0 : a * Math.Log(a / b)).Sum());
    }

    private static double[] Shares(ImmutableSortedDictionary<string, int> scans, string[] strata, double smoothing)
    {
        var added = strata.Select(stratum => scans.GetValueOrDefault(stratum) + smoothing).ToArray();
        return [.. added.Select(count => count / added.Sum())];
    }
}
