using ActiveSeg.Planning.Statistics.Numerics;

namespace ActiveSeg.Planning.Statistics.Resampling;

/// <summary>Plain bootstrap intervals of what may be infinite or known only as a bound, such as censored labels.</summary>
/// <remarks>
/// <para>A resample that gives bounds widens the interval: the lower end is taken from the lower bounds, the upper end from
/// the upper ones. Ends are order statistics, never interpolated, so that an infinite bound stays one.</para>
/// <para>Source: Efron and Tibshirani 1993, chapter 13; bounds in place of values are ours.</para>
/// </remarks>
public static class PercentileBootstrap
{
    private const ulong Purpose = 0x9E6C;

    /// <summary>Ends of the interval of a statistic that is a pair of bounds, alike where it is known.</summary>
    /// <param name="rows">At least two.</param>
    /// <param name="bounds">Lower and upper bound of the statistic of the rows picked.</param>
    /// <param name="seed">Of the resamples.</param>
    /// <param name="level">Default: .95.</param>
    /// <param name="resamples">Default: 10,000.</param>
    /// <exception cref="NotEstimableException">There are fewer than two rows.</exception>
    public static (double Lower, double Upper) OfBounds(
        int rows, Func<ReadOnlySpan<int>, (double Lower, double Upper)> bounds, ulong seed, double level = 0.95, int resamples = 10_000)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        if (rows < 2)
        {
            throw new NotEstimableException($"a bootstrap interval needs at least 2 rows; there are {rows}");
        }

        var random = new RandomStream(seed, Purpose);
        var (lower, upper, picked) = (new double[resamples], new double[resamples], new int[rows]);
        for (var draw = 0; draw < resamples; draw++)
        {
            for (var i = 0; i < rows; i++)
            {
                picked[i] = random.Below(rows);
            }

            (lower[draw], upper[draw]) = bounds(picked);
        }

        Array.Sort(lower);
        Array.Sort(upper);
        var cut = (int)Math.Floor((1 - level) / 2 * resamples);
        return (lower[cut], upper[resamples - 1 - cut]);
    }
}
