namespace ActiveSeg.Nets.Uncertainty.Aggregation;

/// <summary>The highest values of a map, without sorting it.</summary>
/// <remarks>
/// <para>Bits of floats that are not negative rise with their values, so two histograms, of the upper and of the lower half of the bits, find
/// any rank exactly.</para>
/// <para>Cost: O(voxels), two passes.</para>
/// </remarks>
internal static class TopVoxels
{
    private const int HalfBits = 16;

    /// <summary>The smallest of the highest share of the values; of one value at least.</summary>
    /// <exception cref="ArgumentException">The map is empty, a value is negative or not finite, or the share is not above 0 and up to 1.</exception>
    public static float Threshold(ReadOnlySpan<float> map, double share) => Find(map, Rank(map, share)).Threshold;

    /// <summary>Mean of the highest share of the values; of one value at least.</summary>
    /// <inheritdoc cref="Threshold" path="/exception"/>
    public static double Mean(ReadOnlySpan<float> map, double share)
    {
        var rank = Rank(map, share);
        var (threshold, above) = Find(map, rank);
        var sum = 0.0;
        foreach (var value in map)
        {
            sum += value > threshold ? value : 0;
        }

        return (sum + ((double)threshold * (rank - above))) / rank;
    }

    private static int Rank(ReadOnlySpan<float> map, double share) => share > 0 && share <= 1
        ? Math.Max(1, (int)Math.Floor((share * map.Length) + 1e-9))
        : throw new ArgumentException($"a share of {share}", nameof(share));

    /// <summary>The value of a rank from the top, and how many are higher.</summary>
    private static (float Threshold, int Above) Find(ReadOnlySpan<float> map, int rank)
    {
        if (map.IsEmpty)
        {
            throw new ArgumentException("an empty map", nameof(map));
        }

        var (upper, lower) = (new int[1 << HalfBits], new int[1 << HalfBits]);
        foreach (var value in map)
        {
            if (value is not (>= 0 and < float.PositiveInfinity))
            {
                throw new ArgumentException($"a map with the value {value}", nameof(map));
            }

            upper[Bits(value) >> HalfBits]++;
        }

        var (high, above) = Descend(upper, rank);
        foreach (var value in map)
        {
            if (Bits(value) >> HalfBits == high)
            {
                lower[Bits(value) & ((1 << HalfBits) - 1)]++;
            }
        }

        var (low, between) = Descend(lower, rank - above);
        return (BitConverter.Int32BitsToSingle((high << HalfBits) | low), above + between);

        // A zero may carry a sign.
        static int Bits(float value) => BitConverter.SingleToInt32Bits(Math.Abs(value));
    }

    private static (int Bucket, int Above) Descend(int[] counts, int rank)
    {
        var (bucket, above) = (counts.Length - 1, 0);
        while (above + counts[bucket] < rank)
        {
            above += counts[bucket--];
        }

        return (bucket, above);
    }
}
