using System.Numerics;

namespace ActiveSeg.Nets.Calibration;

/// <summary>Makes probabilities less or more sure by one number: <c>p^(1/T)</c>, normalised. The likeliest class stays.</summary>
/// <remarks>
/// <para>Logits are the logarithms of the probabilities up to a constant that cancels, so probabilities suffice.</para>
/// <para>Source: Guo et al., ICML 2017, section 4.2.</para>
/// </remarks>
public static class TemperatureScaling
{
    /// <summary>The smallest temperature that is fitted.</summary>
    public const double Smallest = 0.25;

    /// <summary>The largest temperature that is fitted.</summary>
    public const double Largest = 4;

    private const int Steps = 60;

    /// <summary>The temperature with the smallest negative log-likelihood.</summary>
    /// <remarks>
    /// <para>Convex in <c>1/T</c>: Newton's method there, by bisection where a step leaves the bracket.</para>
    /// <para>Deterministic. Cost: O(n C) a step, some 6 steps.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    public static TemperatureFit Fit(VoxelSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.Count == 0)
        {
            throw new ArgumentException("no voxels", nameof(sample));
        }

        var logits = new double[sample.Count * sample.Classes];
        for (var i = 0; i < logits.Length; i++)
        {
            var p = sample.Probability(i / sample.Classes, i % sample.Classes);
            logits[i] = Math.Log(Math.Max(p, LabelledVoxels.Floor));
        }

        var (low, high) = (1 / Largest, 1 / Smallest);
        var (beta, bound) = Derivatives(sample, logits, low).Slope > 0 ? (low, true)
            : Derivatives(sample, logits, high).Slope < 0 ? (high, true)
            : (1.0, false);
        for (var step = 0; step < Steps && !bound; step++)
        {
            var (_, slope, curvature) = Derivatives(sample, logits, beta);
            (low, high) = slope > 0 ? (low, beta) : (beta, high);
            var next = curvature > 0 ? beta - (slope / curvature) : low;
            next = slope == 0 ? beta : next > low && next < high ? next : (low + high) / 2;
            var moved = Math.Abs(next - beta);
            beta = next;
            if (moved < 1e-10)
            {
                break;
            }
        }

        return new TemperatureFit(
            1 / beta, bound, Derivatives(sample, logits, 1).Nll, Derivatives(sample, logits, beta).Nll, sample.Count);
    }

    /// <summary>Scales in place.</summary>
    /// <param name="probabilities">Shape: <c>[classes, voxels]</c>.</param>
    /// <param name="classes">Classes with the background.</param>
    /// <param name="temperature">Positive; 1 only normalises.</param>
    /// <param name="threads">Threads that work on it; the numbers are the same for any.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the classes, or the temperature is not positive and finite.</exception>
    public static void Apply(float[] probabilities, int classes, double temperature, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (probabilities.Length % classes != 0 || !(temperature > 0 && double.IsFinite(temperature)))
        {
            throw new ArgumentException($"{probabilities.Length} probabilities of {classes} classes at temperature {temperature}");
        }

        var (voxels, beta) = (probabilities.Length / classes, (float)(1 / temperature));
        Pieces.ForEachOf(voxels, threads, (from, to) => Apply(probabilities, voxels, beta, from, to));
    }

    private static void Apply(Span<float> probabilities, int voxels, float beta, int from, int to)
    {
        var v = from;
        for (; v <= to - Vector<float>.Count; v += Vector<float>.Count)
        {
            var (largest, total) = (new Vector<float>(float.MinValue), Vector<float>.Zero);
            for (var at = v; at < probabilities.Length; at += voxels)
            {
                var p = new Vector<float>(probabilities[at..]);
                var logit = Vector.Log(Vector.Max(p, new Vector<float>(LabelledVoxels.Floor))) * beta;
                logit.CopyTo(probabilities[at..]);
                largest = Vector.Max(largest, logit);
            }

            for (var at = v; at < probabilities.Length; at += voxels)
            {
                var p = Vector.Exp(new Vector<float>(probabilities[at..]) - largest);
                p.CopyTo(probabilities[at..]);
                total += p;
            }

            for (var at = v; at < probabilities.Length; at += voxels)
            {
                (new Vector<float>(probabilities[at..]) / total).CopyTo(probabilities[at..]);
            }
        }

        for (; v < to; v++)
        {
            var (largest, total) = (float.MinValue, 0f);
            for (var at = v; at < probabilities.Length; at += voxels)
            {
                probabilities[at] = MathF.Log(Math.Max(probabilities[at], LabelledVoxels.Floor)) * beta;
                largest = Math.Max(largest, probabilities[at]);
            }

            for (var at = v; at < probabilities.Length; at += voxels)
            {
                probabilities[at] = MathF.Exp(probabilities[at] - largest);
                total += probabilities[at];
            }

            for (var at = v; at < probabilities.Length; at += voxels)
            {
                probabilities[at] /= total;
            }
        }
    }

    /// <summary>The mean negative log-likelihood, and its first and second derivative by <c>beta = 1/T</c>.</summary>
    private static (double Nll, double Slope, double Curvature) Derivatives(VoxelSample sample, double[] logits, double beta)
    {
        var (nll, slope, curvature) = (0.0, 0.0, 0.0);
        for (var v = 0; v < sample.Count; v++)
        {
            var own = logits.AsSpan(v * sample.Classes, sample.Classes);
            var largest = double.NegativeInfinity;
            foreach (var z in own)
            {
                largest = Math.Max(largest, z);
            }

            var (total, first, second) = (0.0, 0.0, 0.0);
            foreach (var z in own)
            {
                var (off, weight) = (z - largest, Math.Exp(beta * (z - largest)));
                total += weight;
                first += weight * off;
                second += weight * off * off;
            }

            var (mean, truth) = (first / total, own[sample.Label(v)] - largest);
            nll += Math.Log(total) - (beta * truth);
            slope += mean - truth;
            curvature += (second / total) - (mean * mean);
        }

        return (nll / sample.Count, slope / sample.Count, curvature / sample.Count);
    }
}
