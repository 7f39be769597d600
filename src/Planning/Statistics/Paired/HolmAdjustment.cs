using System.Collections.Immutable;

namespace ActiveSeg.Planning.Statistics.Paired;

/// <summary>Holm's step-down adjustment: keeps the chance of any false claim in a family at the level, whatever the dependence.</summary>
/// <remarks>
/// <para>Source: Holm, Scandinavian Journal of Statistics 1979.</para>
/// </remarks>
public static class HolmAdjustment
{
    /// <summary>Adjusted p-values in the order given; they never fall as the raw ones rise, and are at most 1.</summary>
    /// <exception cref="ArgumentException">A p-value is outside 0 to 1.</exception>
    public static ImmutableArray<double> Adjust(ReadOnlySpan<double> pValues)
    {
        var sorted = pValues.ToArray();
        if (sorted.Any(p => !(p is >= 0 and <= 1)))
        {
            throw new ArgumentException("a p-value is outside 0 to 1", nameof(pValues));
        }

        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var adjusted = new double[sorted.Length];
        var running = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            running = Math.Max(running, Math.Min(1, (sorted.Length - i) * sorted[i]));
            adjusted[order[i]] = running;
        }

        return [.. adjusted];
    }
}
