namespace ActiveSeg.Nets.Uncertainty.Aggregation;

/// <summary>Reduces a map of voxels to numbers of a scan.</summary>
internal static class SignalAggregation
{
    private const float UndecidedMargin = 0.8f;

    /// <remarks>Cost: O(voxels + classes times foreground).</remarks>
    /// <exception cref="ArgumentException">The maps do not fill the stack, a value is negative or not a number, or an option is out of its range.</exception>
    public static AggregatedSignal Of(
        UncertaintyMaps maps, VoxelSignal signal, ScanRegions regions, StackGrid grid, AggregationOptions options)
    {
        var map = maps[signal];
        var top = TopVoxels.Mean(map, options.TopShare);
        var image = 0.0;
        foreach (var value in map)
        {
            image += value;
        }

        var foreground = Sum(map, regions.Foreground);
        var sums = Enumerable.Range(1, maps.ClassCount - 1)
            .Select(c => Weighted(map, maps.MeanOf(c), regions.Foreground)).ToArray();
        var mean = foreground / regions.Foreground.Length;
        return new AggregatedSignal(
            signal,
            image / map.Length,
            mean,
            Sum(map, regions.Boundary) / regions.Boundary.Length,
            Math.Max(0, WindowMean.Largest(map, [], grid, options.WindowVoxels)),
            top,
            Selective(map, maps) ?? mean,
            [.. sums.Select(s => s.Weight > 0 ? s.Sum / s.Weight : mean)],
            [.. sums.Select(s => s.Sum / regions.Foreground.Length)]);
    }

    private static double? Selective(float[] map, UncertaintyMaps maps)
    {
        var (sum, count, margin) = (0.0, 0, maps[VoxelSignal.Margin]);
        for (var v = 0; v < map.Length; v++)
        {
            if (maps.Classes[v] != 0 || margin[v] >= UndecidedMargin)
            {
                sum += map[v];
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }

    private static double Sum(float[] map, int[] voxels)
    {
        var sum = 0.0;
        foreach (var v in voxels)
        {
            sum += map[v];
        }

        return sum;
    }

    private static (double Sum, double Weight) Weighted(float[] map, ReadOnlySpan<float> weights, int[] voxels)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var v in voxels)
        {
            sum += (double)map[v] * weights[v];
            weight += weights[v];
        }

        return (sum, weight);
    }
}
