using System.Collections.Immutable;

namespace ActiveSeg.Nets.Plans;

/// <summary>Clips to a range, then subtracts a mean and divides by a standard deviation.</summary>
internal readonly record struct IntensityScale(float Low, float High, float Mean, float Deviation)
{
    private const int MaxSample = 1 << 18;

    public float Apply(float value) => (Math.Clamp(value, Low, High) - Mean) / Deviation;

    /// <summary>Scale of one scan from its own voxels in stack order, or the plan's shared one.</summary>
    public static IntensityScale Of(NetPlan plan, ReadOnlySpan<float> stack)
    {
        if (plan.Normalisation == Normalisation.Shared)
        {
            return new IntensityScale((float)plan.SharedLow, (float)plan.SharedHigh, (float)plan.SharedMean, (float)plan.SharedDeviation);
        }

        var sorted = SortedSample(stack);
        var (low, high) = (Percentile(sorted, 0.005), Percentile(sorted, 0.995));
        if (high <= low)
        {
            (low, high) = (sorted[0], sorted[^1]);
        }

        var (sum, squares) = (0.0, 0.0);
        foreach (var v in sorted)
        {
            double x = Math.Clamp(v, low, high);
            sum += x;
            squares += x * x;
        }

        var mean = sum / sorted.Length;
        var deviation = Math.Sqrt(Math.Max(0, (squares / sorted.Length) - (mean * mean)));
        return new IntensityScale(low, high, (float)mean, (float)(deviation > 1e-6 * Math.Max(1, Math.Abs(mean)) ? deviation : 1));
    }

    /// <summary>Minimum, percentile 0.5, median, percentile 99.5, mean, standard deviation.</summary>
    public static ImmutableArray<double> Summary(ReadOnlySpan<float> stack)
    {
        var sorted = SortedSample(stack);
        var mean = sorted.Average(v => (double)v);
        return
        [
            sorted[0], Percentile(sorted, 0.005), Percentile(sorted, 0.5), Percentile(sorted, 0.995), mean,
            Math.Sqrt(sorted.Average(v => (v - mean) * (v - mean))),
        ];
    }

    /// <summary>Every k-th voxel in stack order, sorted; at most 2^18 of them.</summary>
    public static float[] SortedSample(ReadOnlySpan<float> stack)
    {
        var step = ((stack.Length - 1) / MaxSample) + 1;
        var sample = new float[((stack.Length - 1) / step) + 1];
        for (var i = 0; i < sample.Length; i++)
        {
            sample[i] = stack[i * step];
        }

        Array.Sort(sample);
        return sample;
    }

    public static float Percentile(float[] sorted, double fraction) =>
        sorted[(int)Math.Round(fraction * (sorted.Length - 1), MidpointRounding.AwayFromZero)];
}
