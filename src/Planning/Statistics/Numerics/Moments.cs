namespace ActiveSeg.Planning.Statistics.Numerics;

/// <summary>Mean, standard deviation and quantiles of a few numbers.</summary>
internal static class Moments
{
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>With divisor n - 1. Exactly 0 where all values are alike but for rounding.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        var (mean, squares, largest) = (Mean(values), 0.0, 0.0);
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
            largest = Math.Max(largest, Math.Abs(value));
        }

        var deviation = Math.Sqrt(squares / (values.Length - 1));
        return deviation <= 1e-13 * largest ? 0 : deviation;
    }

    /// <summary>Linear interpolation between order statistics, the first at 0 and the last at 1.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var place = Math.Clamp(share, 0, 1) * (sorted.Length - 1);
        var low = (int)place;
        return low + 1 >= sorted.Length ? sorted[^1] : sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low]));
    }

    /// <exception cref="NotEstimableException">There are fewer values than needed.</exception>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static void Check(ReadOnlySpan<double> values, int fewest, string what)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"{what}: a value is {value}", nameof(values));
            }
        }

        if (values.Length < fewest)
        {
            throw new NotEstimableException($"{what} needs at least {fewest} values; there are {values.Length}");
        }
    }
}
