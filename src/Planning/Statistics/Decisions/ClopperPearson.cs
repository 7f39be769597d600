using ActiveSeg.Planning.Statistics.Resampling;
using MathNet.Numerics.Distributions;

namespace ActiveSeg.Planning.Statistics.Decisions;

/// <summary>Exact interval of a share.</summary>
/// <remarks>
/// <para>Covers at least its level, often more.</para>
/// <para>Source: Clopper and Pearson, Biometrika 1934, by quantiles of the beta distribution.</para>
/// </remarks>
public static class ClopperPearson
{
    /// <summary>Interval of the chance behind <paramref name="hits"/> of <paramref name="trials"/>.</summary>
    /// <param name="hits">Range: 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Independent. Range: at least 1.</param>
    /// <param name="level">Default: .95, both sides together.</param>
    public static Interval Of(int hits, int trials, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, trials);
        var outside = (1 - level) / 2;
        return new Interval(
            (double)hits / trials,
            hits == 0 ? 0 : Beta.InvCDF(hits, trials - hits + 1, outside),
            hits == trials ? 1 : Beta.InvCDF(hits + 1, trials - hits, 1 - outside),
            level);
    }
}
