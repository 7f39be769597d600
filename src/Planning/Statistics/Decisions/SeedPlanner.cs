using ActiveSeg.Planning.Statistics.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace ActiveSeg.Planning.Statistics.Decisions;

/// <summary>Power of a two-sided paired t test, by the noncentral t distribution.</summary>
/// <remarks>
/// <para>Deterministic; no simulation.</para>
/// <para>A pilot's standard deviation is itself a guess: five pairs leave it uncertain by a factor near 2. Plan with
/// <see cref="DeviationBound"/>.</para>
/// </remarks>
public static class SeedPlanner
{
    /// <summary>Fewest paired seeds behind a headline claim, whatever the power.</summary>
    /// <remarks>
    /// <para>Source: Werner et al., 2024, who use 50 and show 3 to mislead; 20 is ours.</para>
    /// </remarks>
    public const int HeadlineFloor = 20;

    private const int MostSeeds = 10_000_000;

    /// <summary>Chance to find a true mean difference with <paramref name="seeds"/> pairs.</summary>
    /// <param name="seeds">Range: at least 2.</param>
    /// <param name="difference">True mean difference; its sign does not matter.</param>
    /// <param name="standardDeviation">Of the paired differences. Range: above 0.</param>
    /// <param name="significance">Two-sided. Default: .05.</param>
    public static double Power(int seeds, double difference, double standardDeviation, double significance = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(standardDeviation, 0);
        var freedom = seeds - 1;
        var shift = Math.Abs(difference) / standardDeviation * Math.Sqrt(seeds);
        var critical = StudentT.InvCDF(0, 1, freedom, 1 - (significance / 2));
        return 1 - NoncentralT.Cdf(critical, freedom, shift) + NoncentralT.Cdf(-critical, freedom, shift);
    }

    /// <summary>Fewest paired seeds that reach a power.</summary>
    /// <param name="difference">True mean difference to find. Range: not 0.</param>
    /// <param name="standardDeviation">Of the paired differences. Range: above 0.</param>
    /// <param name="power">Default: .8.</param>
    /// <param name="significance">Two-sided. Default: .05.</param>
    /// <exception cref="NotEstimableException">Ten million seeds are not enough.</exception>
    public static SeedPlan Plan(double difference, double standardDeviation, double power = 0.8, double significance = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(difference, 0);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(standardDeviation, 0);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(power, significance);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(power, 1);
        var (few, enough) = (1, 2);
        while (Power(enough, difference, standardDeviation, significance) < power)
        {
            (few, enough) = (enough, enough * 2);
            if (enough > MostSeeds)
            {
                throw new NotEstimableException($"more than {MostSeeds} seeds would be needed to find {difference} at deviation {standardDeviation}");
            }
        }

        while (enough - few > 1)
        {
            var middle = (few + enough) / 2;
            (few, enough) = Power(middle, difference, standardDeviation, significance) < power ? (middle, enough) : (few, middle);
        }

        return new SeedPlan(enough, Power(enough, difference, standardDeviation, significance), difference, standardDeviation);
    }

    /// <summary>Smallest true mean difference that <paramref name="seeds"/> pairs find with a power.</summary>
    /// <param name="seeds">Range: at least 2.</param>
    /// <param name="standardDeviation">Of the paired differences. Range: above 0.</param>
    /// <param name="power">Default: .8.</param>
    /// <param name="significance">Two-sided. Default: .05.</param>
    public static double SmallestDifference(int seeds, double standardDeviation, double power = 0.8, double significance = 0.05)
    {
        var high = standardDeviation;
        while (Power(seeds, high, standardDeviation, significance) < power)
        {
            high *= 2;
        }

        return Brent.FindRoot(d => Power(seeds, d, standardDeviation, significance) - power, 0, high, 1e-8 * standardDeviation, 200);
    }

    /// <summary>Standard deviation that the true one exceeds only rarely, given a pilot.</summary>
    /// <param name="pilotDifferences">Paired differences; at least two, roughly normal.</param>
    /// <param name="level">Chance that the true deviation is below. Default: .8.</param>
    /// <exception cref="NotEstimableException">There are fewer than two pairs.</exception>
    public static double DeviationBound(ReadOnlySpan<double> pilotDifferences, double level = 0.8)
    {
        Moments.Check(pilotDifferences, 2, "a standard deviation");
        var freedom = pilotDifferences.Length - 1;
        return Moments.StandardDeviation(pilotDifferences) * Math.Sqrt(freedom / ChiSquared.InvCDF(freedom, 1 - level));
    }
}
