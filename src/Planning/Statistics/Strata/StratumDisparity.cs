using System.Collections.Immutable;

namespace ActiveSeg.Planning.Statistics.Strata;

/// <summary>How unevenly a value such as Dice falls on strata: scanners, sites, sexes, age bands, grades.</summary>
/// <param name="Worst">Name of the stratum with the lowest value; the first by ordinal order among equals.</param>
/// <param name="WorstValue">Its value.</param>
/// <param name="Best">Name of the stratum with the highest value.</param>
/// <param name="Range">Highest less lowest value, at least 0.</param>
/// <param name="WorstGap">Unweighted mean over strata less the lowest value, at least 0.</param>
public sealed record StratumDisparity(string Worst, double WorstValue, string Best, double Range, double WorstGap)
{
    /// <summary>Disparity of values by stratum.</summary>
    /// <param name="values">Higher is better; finite.</param>
    /// <exception cref="NotEstimableException">There are fewer than two strata.</exception>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static StratumDisparity Of(ImmutableSortedDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Values.Any(value => !double.IsFinite(value)))
        {
            throw new ArgumentException("a stratum's value is not finite", nameof(values));
        }

        if (values.Count < 2)
        {
            throw new NotEstimableException($"a disparity needs at least two strata; there are {values.Count}");
        }

        var order = values.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        return new StratumDisparity(
            order[0].Key,
            order[0].Value,
            order[^1].Key,
            order[^1].Value - order[0].Value,
            Math.Max(0, values.Values.Average() - order[0].Value));
    }
}
