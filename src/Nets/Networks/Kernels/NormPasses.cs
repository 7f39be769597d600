using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Networks.Kernels;

/// <summary>The passes over memory of one batch norm, and its moments between them.</summary>
/// <remarks>Sums run in float32 over <see cref="Run"/> rows at most and in double beyond; squares are taken about the first row, so
/// that a mean far from 0 costs no digits.</remarks>
internal sealed unsafe class NormPasses(long rows, int channels)
{
    private const int Run = 128;
    private readonly double[] _mean = new double[channels];
    private readonly double[] _variance = new double[channels];

    /// <summary>Takes the moments of a map.</summary>
    public void Measure(Tensor map)
    {
        var (x, sums) = ((nint)Rows.Of(map), new double[Rows.Chunks * 2 * channels]);
        Rows.ForEachChunk(rows, (chunk, from, to) => SumChunk((float*)x, from, to, sums.AsSpan(chunk * 2 * channels, 2 * channels)));
        for (var c = 0; c < channels; c++)
        {
            var (sum, squares) = Total(sums, c);
            var shift = sum / rows;
            _mean[c] = ((float*)x)[c] + shift;
            _variance[c] = Math.Max(0, (squares / rows) - (shift * shift));
        }
    }

    /// <summary>Moves running moments towards those measured; the running variance is the unbiased one.</summary>
    public void MoveRunning(Tensor mean, Tensor variance, double momentum)
    {
        var m = Rows.Of(mean);
        var v = Rows.Of(variance);
        var unbiased = rows > 1 ? rows / (rows - 1.0) : 1;
        for (var c = 0; c < channels; c++)
        {
            m[c] = (float)(((1 - momentum) * m[c]) + (momentum * _mean[c]));
            v[c] = (float)(((1 - momentum) * v[c]) + (momentum * _variance[c] * unbiased));
        }
    }

    /// <summary><c>y = max(0, gain * (x - mean) / deviation + bias + other)</c>.</summary>
    public void Forward(Tensor map, Tensor gain, Tensor bias, Tensor? other, Tensor into)
    {
        var factors = new float[2 * channels];
        var g = Rows.Of(gain);
        var b = Rows.Of(bias);
        for (var c = 0; c < channels; c++)
        {
            var factor = g[c] / Math.Sqrt(_variance[c] + UNet.NormEpsilon);
            (factors[c], factors[channels + c]) = ((float)factor, (float)(b[c] - (_mean[c] * factor)));
        }

        var (x, z, y) = ((nint)Rows.Of(map), other is null ? 0 : (nint)Rows.Of(other), (nint)Rows.Of(into));
        Rows.ForEachChunk(rows, (_, from, to) =>
        {
            fixed (float* f = factors)
            {
                ForwardRows((float*)x + (from * channels), (float*)z + (z == 0 ? 0 : from * channels), (float*)y + (from * channels), to - from, f);
            }
        });
    }

    /// <summary>Gradients with respect to the map and the other one, where there is one; returns those of gain and bias.</summary>
    public (float[] Gain, float[] Bias) Backward(Tensor map, Tensor gain, Tensor output, Tensor gradient, Tensor toMap, Tensor? toOther)
    {
        var (x, y, d) = ((nint)Rows.Of(map), (nint)Rows.Of(output), (nint)Rows.Of(gradient));
        var (dx, dz) = ((nint)Rows.Of(toMap), toOther is null ? 0 : (nint)Rows.Of(toOther));
        var sums = new double[Rows.Chunks * 2 * channels];
        var mean = Array.ConvertAll(_mean, m => (float)m);
        Rows.ForEachChunk(rows, (chunk, from, to) =>
        {
            fixed (float* m = mean)
            {
                SumGradients((float*)x, (float*)y, (float*)d, m, from, to, sums.AsSpan(chunk * 2 * channels, 2 * channels));
            }
        });

        var (toGain, toBias, factors) = (new float[channels], new float[channels], new float[3 * channels]);
        var g = Rows.Of(gain);
        for (var c = 0; c < channels; c++)
        {
            var (sum, product) = Total(sums, c);
            var inverse = 1 / Math.Sqrt(_variance[c] + UNet.NormEpsilon);
            (toGain[c], toBias[c]) = ((float)(product * inverse), (float)sum);
            var (factor, slope) = (g[c] * inverse, g[c] * inverse * inverse * inverse * product / rows);
            (factors[c], factors[channels + c]) = ((float)factor, (float)((-factor * sum / rows) + (slope * mean[c])));
            factors[(2 * channels) + c] = (float)-slope;
        }

        Rows.ForEachChunk(rows, (_, from, to) =>
        {
            var at = from * channels;
            fixed (float* f = factors)
            {
                BackwardRows((float*)x + at, (float*)y + at, (float*)d + at, (float*)dx + at, (float*)dz + (dz == 0 ? 0 : at), to - from, f);
            }
        });
        return (toGain, toBias);
    }

    private (double First, double Second) Total(double[] sums, int c)
    {
        var (first, second) = (0.0, 0.0);
        for (var at = c; at < sums.Length; at += 2 * channels)
        {
            first += sums[at];
            second += sums[at + channels];
        }

        return (first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumChunk(float* x, long from, long to, Span<double> sums)
    {
        for (var c = 0; c < channels; c += 8)
        {
            var shift = Vector256.Load(x + c);
            for (var start = from; start < to; start += Run)
            {
                var (a0, a1, b0, b1) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
                var at = x + (start * channels) + c;
                var end = x + (Math.Min(to, start + Run) * channels) + c;
                for (; at + channels < end; at += 2 * channels)
                {
                    var (v0, v1) = (Vector256.Load(at) - shift, Vector256.Load(at + channels) - shift);
                    a0 += v0;
                    a1 += v1;
                    b0 = Vector256.FusedMultiplyAdd(v0, v0, b0);
                    b1 = Vector256.FusedMultiplyAdd(v1, v1, b1);
                }

                for (; at < end; at += channels)
                {
                    var v = Vector256.Load(at) - shift;
                    a0 += v;
                    b0 = Vector256.FusedMultiplyAdd(v, v, b0);
                }

                AddTo(sums[c..], a0 + a1);
                AddTo(sums[(channels + c)..], b0 + b1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ForwardRows(float* x, float* z, float* y, long count, float* factors)
    {
        for (var c = 0; c < channels; c += 16)
        {
            var two = c + 8 < channels ? 8 : 0;
            var (f0, f1) = (Vector256.Load(factors + c), Vector256.Load(factors + c + two));
            var (o0, o1) = (Vector256.Load(factors + channels + c), Vector256.Load(factors + channels + c + two));
            if (z == null)
            {
                for (var (at, end) = ((long)c, (count * channels) + c); at < end; at += channels)
                {
                    var r1 = Vector256.FusedMultiplyAdd(Vector256.Load(x + at + two), f1, o1);
                    Positive(Vector256.FusedMultiplyAdd(Vector256.Load(x + at), f0, o0)).Store(y + at);
                    Positive(r1).Store(y + at + two);
                }
            }
            else
            {
                for (var (at, end) = ((long)c, (count * channels) + c); at < end; at += channels)
                {
                    var r1 = Vector256.FusedMultiplyAdd(Vector256.Load(x + at + two), f1, o1) + Vector256.Load(z + at + two);
                    Positive(Vector256.FusedMultiplyAdd(Vector256.Load(x + at), f0, o0) + Vector256.Load(z + at)).Store(y + at);
                    Positive(r1).Store(y + at + two);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumGradients(float* x, float* y, float* d, float* mean, long from, long to, Span<double> sums)
    {
        for (var c = 0; c < channels; c += 8)
        {
            var shift = Vector256.Load(mean + c);
            for (var start = from; start < to; start += Run)
            {
                var (a0, a1, b0, b1) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
                var (at, end) = ((start * channels) + c, (Math.Min(to, start + Run) * channels) + c);
                for (; at + channels < end; at += 2 * channels)
                {
                    var (g0, g1) = (Passed(d + at, y + at), Passed(d + at + channels, y + at + channels));
                    a0 += g0;
                    a1 += g1;
                    b0 = Vector256.FusedMultiplyAdd(g0, Vector256.Load(x + at) - shift, b0);
                    b1 = Vector256.FusedMultiplyAdd(g1, Vector256.Load(x + at + channels) - shift, b1);
                }

                for (; at < end; at += channels)
                {
                    var g = Passed(d + at, y + at);
                    a0 += g;
                    b0 = Vector256.FusedMultiplyAdd(g, Vector256.Load(x + at) - shift, b0);
                }

                AddTo(sums[c..], a0 + a1);
                AddTo(sums[(channels + c)..], b0 + b1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BackwardRows(float* x, float* y, float* d, float* dx, float* dz, long count, float* factors)
    {
        for (var c = 0; c < channels; c += 8)
        {
            var (f, o, s) = (Vector256.Load(factors + c), Vector256.Load(factors + channels + c), Vector256.Load(factors + (2 * channels) + c));
            for (var (at, end) = ((long)c, (count * channels) + c); at < end; at += channels)
            {
                var g = Passed(d + at, y + at);
                Vector256.FusedMultiplyAdd(g, f, Vector256.FusedMultiplyAdd(Vector256.Load(x + at), s, o)).Store(dx + at);
                if (dz != null)
                {
                    g.Store(dz + at);
                }
            }
        }
    }

    /// <summary>Negative numbers become 0, those that are not numbers stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Positive(Vector256<float> v) =>
        Vector256.AndNot(v, Vector256.LessThan(v, Vector256<float>.Zero));

    /// <summary>The gradient where the output is above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Passed(float* gradient, float* output) =>
        Vector256.Load(gradient) & Vector256.GreaterThan(Vector256.Load(output), Vector256<float>.Zero);

    private static void AddTo(Span<double> sums, Vector256<float> v)
    {
        for (var i = 0; i < 8; i++)
        {
            sums[i] += v[i];
        }
    }
}
