using System.Collections.Immutable;
using ActiveSeg.Planning.Statistics.Numerics;

namespace ActiveSeg.Planning.Statistics.Resampling;

/// <summary>Percentile intervals of a mean over seeds and scans, for claims beyond both the seeds and the scans at hand.</summary>
/// <remarks>
/// <para>Both are conservative: the scatter of scans enters once through the seeds' means and once more by resampling scans.</para>
/// <para>Source: nested: Davison and Hinkley 1997, section 3.8; crossed: Owen, Annals of Applied Statistics 2007 (the pigeonhole bootstrap).</para>
/// </remarks>
public static class ScanBootstrap
{
    /// <summary>Every seed has scans of its own: seeds are resampled, then scans within each.</summary>
    /// <param name="values">Shape <c>[seed][scan]</c>, such as paired differences; seeds weigh alike whatever their scans.</param>
    /// <param name="seed">Of the resamples.</param>
    /// <param name="level">Default: .95.</param>
    /// <param name="resamples">Default: 10,000.</param>
    /// <exception cref="NotEstimableException">There are fewer than two seeds.</exception>
    /// <exception cref="ArgumentException">A seed has no scan, or a value is not finite.</exception>
    public static Interval Nested(
        ImmutableArray<ImmutableArray<double>> values, ulong seed, double level = 0.95, int resamples = 10_000) =>
        Resample(values, seed, level, resamples, isCrossed: false);

    /// <summary>All seeds share the scans, such as one validation set: one resample of scans serves all seeds.</summary>
    /// <param name="values">Shape <c>[seed][scan]</c>, equally long.</param>
    /// <param name="seed">Of the resamples.</param>
    /// <param name="level">Default: .95.</param>
    /// <param name="resamples">Default: 10,000.</param>
    /// <exception cref="NotEstimableException">There are fewer than two seeds.</exception>
    /// <exception cref="ArgumentException">The seeds have different numbers of scans, or a value is not finite.</exception>
    public static Interval Crossed(
        ImmutableArray<ImmutableArray<double>> values, ulong seed, double level = 0.95, int resamples = 10_000)
    {
        if (values.Any(row => row.Length != values[0].Length))
        {
            throw new ArgumentException("scans shared by all seeds are as many in each", nameof(values));
        }

        return Resample(values, seed, level, resamples, isCrossed: true);
    }

    private static Interval Resample(
        ImmutableArray<ImmutableArray<double>> values, ulong seed, double level, int resamples, bool isCrossed)
    {
        if (values.Length < 2)
        {
            throw new NotEstimableException($"a bootstrap over seeds needs at least 2; there are {values.Length}");
        }

        foreach (var row in values)
        {
            Moments.Check(row.AsSpan(), 0, "a bootstrap over scans");
            if (row.IsEmpty)
            {
                throw new ArgumentException("a seed has no scan", nameof(values));
            }
        }

        var random = new RandomStream(seed, isCrossed ? 0xC805u : 0x9E57u);
        var draws = new double[resamples];
        var scans = new int[values[0].Length];
        for (var draw = 0; draw < resamples; draw++)
        {
            for (var i = 0; isCrossed && i < scans.Length; i++)
            {
                scans[i] = random.Below(scans.Length);
            }

            for (var i = 0; i < values.Length; i++)
            {
                var row = values[random.Below(values.Length)];
                var sum = 0.0;
                for (var j = 0; j < row.Length; j++)
                {
                    sum += row[isCrossed ? scans[j] : random.Below(row.Length)];
                }

                draws[draw] += sum / row.Length / values.Length;
            }
        }

        Array.Sort(draws);
        return new Interval(
            values.Average(row => row.Average()),
            Moments.Quantile(draws, (1 - level) / 2),
            Moments.Quantile(draws, (1 + level) / 2),
            level);
    }
}
