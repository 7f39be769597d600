using ActiveSeg.Planning.Statistics.Numerics;
using MathNet.Numerics.Distributions;

namespace ActiveSeg.Planning.Statistics.Resampling;

/// <summary>Bias-corrected and accelerated bootstrap intervals.</summary>
/// <remarks>
/// <para>With few rows the interval is too narrow, as every bootstrap of a mean is: by about <c>sqrt((n-1)/n)</c> and by using normal in place of
/// Student quantiles. At 5 rows expect 85 % where 95 % is nominal.</para>
/// <para>Deterministic: same rows in the same order, seed and resamples give the same interval.</para>
/// <para>Source: Efron, JASA 1987; acceleration from the jackknife. A resample equal to the estimate counts half below it (ours).</para>
/// </remarks>
public static class BcaBootstrap
{
    private const ulong Purpose = 0xBCA;

    /// <summary>Interval of a mean.</summary>
    /// <param name="values">One a row; at least two.</param>
    /// <param name="seed">Of the resamples.</param>
    /// <param name="level">Default: .95.</param>
    /// <param name="resamples">Default: 10,000.</param>
    /// <exception cref="NotEstimableException">There are fewer than two values.</exception>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Interval OfMean(ReadOnlySpan<double> values, ulong seed, double level = 0.95, int resamples = 10_000)
    {
        Moments.Check(values, 2, "a bootstrap interval");
        var rows = values.ToArray();
        return Of(
            rows.Length,
            picked =>
            {
                var sum = 0.0;
                foreach (var row in picked)
                {
                    sum += rows[row];
                }

                return sum / picked.Length;
            },
            seed,
            level,
            resamples);
    }

    /// <summary>Interval of any statistic of independent rows.</summary>
    /// <param name="rows">At least two.</param>
    /// <param name="statistic">Of the rows picked, by number, with repeats; one short for the jackknife.</param>
    /// <param name="seed">Of the resamples.</param>
    /// <param name="level">Default: .95.</param>
    /// <param name="resamples">Default: 10,000.</param>
    /// <exception cref="NotEstimableException">There are fewer than two rows, or the statistic of a resample is not finite.</exception>
    public static Interval Of(
        int rows, Func<ReadOnlySpan<int>, double> statistic, ulong seed, double level = 0.95, int resamples = 10_000)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        if (rows < 2)
        {
            throw new NotEstimableException($"a bootstrap interval needs at least 2 rows; there are {rows}");
        }

        var estimate = statistic([.. Enumerable.Range(0, rows)]);
        var draws = Draws(rows, statistic, seed, resamples);
        var left = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            left[row] = statistic([.. Enumerable.Range(0, rows).Where(other => other != row)]);
        }

        if (!double.IsFinite(estimate) || !draws.All(double.IsFinite) || !left.All(double.IsFinite))
        {
            throw new NotEstimableException("a bootstrap interval needs a statistic that is finite for every resample");
        }

        return Assemble(estimate, draws, left, level);
    }

    private static double[] Draws(int rows, Func<ReadOnlySpan<int>, double> statistic, ulong seed, int resamples)
    {
        var random = new RandomStream(seed, Purpose);
        var (draws, picked) = (new double[resamples], new int[rows]);
        for (var draw = 0; draw < resamples; draw++)
        {
            for (var i = 0; i < rows; i++)
            {
                picked[i] = random.Below(rows);
            }

            draws[draw] = statistic(picked);
        }

        return draws;
    }

    private static Interval Assemble(double estimate, double[] draws, double[] left, double level)
    {
        Array.Sort(draws);
        if (draws[0] == draws[^1])
        {
            return new Interval(estimate, Math.Min(estimate, draws[0]), Math.Max(estimate, draws[0]), level);
        }

        var below = draws.Sum(draw => draw < estimate ? 1 : draw == estimate ? 0.5 : 0) / draws.Length;
        var bias = Normal.InvCDF(0, 1, Math.Clamp(below, 0.5 / draws.Length, 1 - (0.5 / draws.Length)));
        var mean = Moments.Mean(left);
        var (cubes, squares) = (left.Sum(x => Math.Pow(mean - x, 3)), left.Sum(x => Math.Pow(mean - x, 2)));
        var acceleration = squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
        return new Interval(
            estimate,
            Moments.Quantile(draws, Shifted((1 - level) / 2, bias, acceleration)),
            Moments.Quantile(draws, Shifted((1 + level) / 2, bias, acceleration)),
            level);
    }

    private static double Shifted(double share, double bias, double acceleration)
    {
        var z = bias + Normal.InvCDF(0, 1, share);
        var shrink = 1 - (acceleration * z);
        return shrink > 0 ? Tails.NormalAbove(-(bias + (z / shrink))) : share < 0.5 ? 0 : 1;
    }
}
