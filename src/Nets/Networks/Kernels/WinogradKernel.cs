using TorchSharp;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Networks.Kernels;

/// <summary>A 3 x 3 kernel, of one or three slices, in Winograd's domain.</summary>
/// <remarks>Shape of <c>Values</c>: <c>[slices, 16, outputs / 16, inputs, 16]</c>, so that a block of 16 outputs lies together.</remarks>
internal sealed unsafe class WinogradKernel : IDisposable
{
    private WinogradKernel(int slices, int inputs, int outputs)
    {
        (Slices, Inputs, Outputs) = (slices, inputs, outputs);
        Values = empty((long)slices * 16 * inputs * outputs).DetachFromDisposeScope();
    }

    public int Slices { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    public Tensor Values { get; }

    /// <summary>Whether a convolution with this kernel can be done here: 3 x 3 of one or three slices, channels by sixteens.</summary>
    public static bool Suits(Tensor kernel)
    {
        var shape = kernel.shape;
        return kernel.device_type == DeviceType.CPU && kernel.dtype == ScalarType.Float32
            && shape[^1] == 3 && shape[^2] == 3 && shape[0] % 16 == 0 && shape[1] % 16 == 0;
    }

    /// <summary>For convolving; with <paramref name="reversed"/> for the gradient with respect to the map, which runs from outputs to inputs.</summary>
    public static WinogradKernel Of(Tensor kernel, bool reversed)
    {
        var (shape, dense) = (kernel.shape, Rows.Dense(kernel));
        var (slices, outputs, inputs) = (shape.Length == 5 ? (int)shape[2] : 1, (int)shape[0], (int)shape[1]);
        var made = reversed ? new WinogradKernel(slices, outputs, inputs) : new WinogradKernel(slices, inputs, outputs);
        var (weights, values) = ((nint)Rows.Of(dense), (nint)Rows.Of(made.Values));
        Rows.ForEach(Rows.Chunks, chunk =>
        {
            var u = stackalloc float[16];
            for (var o = outputs * chunk / Rows.Chunks; o < outputs * (chunk + 1) / Rows.Chunks; o++)
            {
                for (var z = 0; z < slices; z++)
                {
                    for (var i = 0; i < inputs; i++)
                    {
                        var w = (float*)weights + ((((o * slices) + z) * 9L * inputs) + i);
                        Transform(w, reversed ? -inputs : inputs, reversed ? 8 * inputs : 0, u);
                        made.Put(u, (float*)values, reversed ? slices - 1 - z : z, reversed ? o : i, reversed ? i : o);
                    }
                }
            }
        });
        GC.KeepAlive(dense);
        return made;
    }

    public void Dispose() => Values.Dispose();

    /// <summary>Brings a gradient in Winograd's domain, laid out as <see cref="Values"/>, back to a kernel's dense memory.</summary>
    public static void Back(Tensor gradient, int slices, int inputs, int outputs, Tensor kernel)
    {
        var (from, at) = ((nint)Rows.Of(gradient), (nint)Rows.Of(kernel));
        Rows.ForEach(Rows.Chunks, chunk =>
        {
            var t = stackalloc float[12];
            for (var o = outputs * chunk / Rows.Chunks; o < outputs * (chunk + 1) / Rows.Chunks; o++)
            {
                for (var z = 0; z < slices; z++)
                {
                    for (var i = 0; i < inputs; i++)
                    {
                        var first = (((((z * 16L * (outputs / 16)) + (o / 16)) * inputs) + i) * 16) + (o % 16);
                        Back((float*)from, first, (long)inputs * outputs, t, (float*)at + ((((o * slices) + z) * 9L * inputs) + i), inputs);
                    }
                }
            }
        });
    }

    private void Put(float* u, float* values, int slice, int input, int output)
    {
        var step = (long)Inputs * Outputs;
        var at = (slice * 16 * step) + ((((output / 16) * (long)Inputs) + input) * 16) + (output % 16);
        for (var k = 0; k < 16; k++, at += step)
        {
            values[at] = u[k];
        }
    }

    /// <summary><c>G g Gᵀ</c>.</summary>
    private static void Transform(float* w, int step, int start, float* u)
    {
        var t = stackalloc float[12];
        w += start;
        for (var s = 0; s < 3; s++)
        {
            var (a, b, c) = (w[s * step], w[(3 + s) * step], w[(6 + s) * step]);
            (t[s], t[3 + s], t[6 + s], t[9 + s]) = (a, 0.5f * (a + b + c), 0.5f * (a - b + c), c);
        }

        for (var r = 0; r < 4; r++)
        {
            var (a, b, c) = (t[3 * r], t[(3 * r) + 1], t[(3 * r) + 2]);
            (u[4 * r], u[(4 * r) + 1], u[(4 * r) + 2], u[(4 * r) + 3]) = (a, 0.5f * (a + b + c), 0.5f * (a - b + c), c);
        }
    }

    /// <summary><c>Gᵀ U G</c>.</summary>
    private static void Back(float* u, long first, long step, float* t, float* w, int wStep)
    {
        for (var s = 0; s < 4; s++)
        {
            var (a, b, c, d) = (u[first + (s * step)], u[first + ((4 + s) * step)], u[first + ((8 + s) * step)], u[first + ((12 + s) * step)]);
            (t[s], t[4 + s], t[8 + s]) = (a + (0.5f * (b + c)), 0.5f * (b - c), (0.5f * (b + c)) + d);
        }

        for (var r = 0; r < 3; r++)
        {
            var (a, b, c, d) = (t[4 * r], t[(4 * r) + 1], t[(4 * r) + 2], t[(4 * r) + 3]);
            (w[3 * r * wStep], w[((3 * r) + 1) * wStep], w[((3 * r) + 2) * wStep]) = (a + (0.5f * (b + c)), 0.5f * (b - c), (0.5f * (b + c)) + d);
        }
    }
}
