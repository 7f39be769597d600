using System.Numerics;

namespace ActiveSeg.Nets.Plans;

/// <summary>Weights that resample one axis: linear when refining, a triangle as wide as the new spacing when coarsening.</summary>
/// <remarks>Both axes share their middle, so resampling a reversed axis gives the reversed result. Beyond the ends the
/// last sample counts.</remarks>
internal sealed class AxisTaps
{
    private AxisTaps(int inputs, int[] starts, float[][] weights) => (Inputs, Starts, Weights) = (inputs, starts, weights);

    public int Inputs { get; }

    public int Outputs => Starts.Length;

    /// <summary>First input of each output.</summary>
    public int[] Starts { get; }

    /// <summary>Weights of each output's inputs, from its start; they sum to 1.</summary>
    public float[][] Weights { get; }

    public bool IsIdentity => Inputs == Outputs && Weights.All(w => w.Length == 1);

    /// <summary>Number of samples at a new spacing that cover the same length.</summary>
    public static int OutputsFor(int inputs, double fromMm, double toMm) =>
        Math.Max(1, (int)Math.Round(inputs * fromMm / toMm, MidpointRounding.AwayFromZero));

    public static AxisTaps Between(int inputs, double fromMm, int outputs, double toMm)
    {
        var ratio = toMm / fromMm;
        if (inputs == outputs && Math.Abs(ratio - 1) < 0.02)
        {
            ratio = 1;
        }

        var reach = Math.Max(1, ratio);
        var (starts, weights) = (new int[outputs], new float[outputs][]);
        for (var o = 0; o < outputs; o++)
        {
            var at = ((o - ((outputs - 1) / 2.0)) * ratio) + ((inputs - 1) / 2.0);
            var (low, high) = ((int)Math.Ceiling(at - reach + 1e-9), (int)Math.Floor(at + reach - 1e-9));
            var (start, end) = (Math.Clamp(low, 0, inputs - 1), Math.Clamp(high, 0, inputs - 1));
            var taps = new double[end - start + 1];
            for (var i = low; i <= high; i++)
            {
                taps[Math.Clamp(i, 0, inputs - 1) - start] += Math.Max(0, 1 - (Math.Abs(i - at) / reach));
            }

            var sum = taps.Sum();
            (starts[o], weights[o]) = (start, [.. taps.Select(t => (float)(t / sum))]);
        }

        return new AxisTaps(inputs, starts, weights);
    }

    /// <summary>Resamples whole slices. Shapes: <c>[Inputs, size]</c> to <c>[Outputs, size]</c>.</summary>
    public float[] ApplyToSlices(float[] from, int size)
    {
        var to = new float[Outputs * size];
        for (var o = 0; o < Outputs; o++)
        {
            ApplyToSlice(from, o, to.AsSpan(o * size, size));
        }

        return to;
    }

    /// <summary>One output slice of whole slices. Shapes: <c>[Inputs, size]</c> to <c>[size]</c>.</summary>
    public void ApplyToSlice(ReadOnlySpan<float> from, int output, Span<float> to)
    {
        to.Clear();
        for (var t = 0; t < Weights[output].Length; t++)
        {
            Accumulate(to, from.Slice((Starts[output] + t) * to.Length, to.Length), Weights[output][t]);
        }
    }

    /// <summary>Resamples one image, columns first. Shapes: <c>[rows.Inputs, columns.Inputs]</c> to <c>[rows.Outputs, columns.Outputs]</c>.</summary>
    public static void Apply(AxisTaps rows, AxisTaps columns, ReadOnlySpan<float> from, Span<float> to)
    {
        var between = new float[rows.Inputs * columns.Outputs];
        for (var r = 0; r < rows.Inputs; r++)
        {
            var line = from.Slice(r * columns.Inputs, columns.Inputs);
            for (var c = 0; c < columns.Outputs; c++)
            {
                var sum = 0f;
                var (start, weights) = (columns.Starts[c], columns.Weights[c]);
                for (var t = 0; t < weights.Length; t++)
                {
                    sum += weights[t] * line[start + t];
                }

                between[(r * columns.Outputs) + c] = sum;
            }
        }

        for (var r = 0; r < rows.Outputs; r++)
        {
            var line = to.Slice(r * columns.Outputs, columns.Outputs);
            line.Clear();
            var (start, weights) = (rows.Starts[r], rows.Weights[r]);
            for (var t = 0; t < weights.Length; t++)
            {
                Accumulate(line, between.AsSpan((start + t) * columns.Outputs, columns.Outputs), weights[t]);
            }
        }
    }

    private static void Accumulate(Span<float> sum, ReadOnlySpan<float> values, float weight)
    {
        var at = 0;
        for (var factor = new Vector<float>(weight); at <= sum.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            ((new Vector<float>(values[at..]) * factor) + new Vector<float>(sum[at..])).CopyTo(sum[at..]);
        }

        for (; at < sum.Length; at++)
        {
            sum[at] += weight * values[at];
        }
    }
}
