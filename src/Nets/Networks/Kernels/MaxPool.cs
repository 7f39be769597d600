using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Networks.Kernels;

/// <summary>Maxima over blocks of voxels; the gradient goes to the first of equal ones.</summary>
/// <remarks>Shapes: <c>[n, channels, …]</c>, dense in the sense of <see cref="Rows"/>. Arguments: map, slices of a block; rows and
/// columns of a block are 2.</remarks>
internal sealed unsafe class MaxPool : autograd.SingleTensorFunction<MaxPool>
{
    public override string Name => nameof(MaxPool);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (x, slices) = (Rows.Dense((Tensor)vars[0]), (int)vars[1]);
        var shape = x.shape;
        var y = Rows.Empty(shape.Length == 5
            ? [shape[0], shape[1], shape[2] / slices, shape[3] / 2, shape[4] / 2]
            : [shape[0], shape[1], shape[2] / 2, shape[3] / 2]);
        Walk(x, y, null, slices);
        ctx.save_data("saved", (x.detach(), y.detach(), slices));
        return y;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        Returned.Release();
        using var scope = NewDisposeScope();
        var (x, y, slices) = ((Tensor, Tensor, int))ctx.get_data("saved");
        var toX = Rows.EmptyLike(x);
        Walk(x, y, (Rows.Dense(grad_output), toX), slices);
        x.Dispose();
        y.Dispose();
        return Returned.Hold(grad_output, toX, null);
    }

    private static void Walk(Tensor map, Tensor pooled, (Tensor From, Tensor To)? gradient, int slices)
    {
        var shape = map.shape;
        var (channels, columns, lines) = ((int)shape[1], (int)shape[^1], (int)shape[^2]);
        var planes = (int)(pooled.NumberOfElements / channels / (lines / 2) / (columns / 2));
        var (x, y) = ((nint)Rows.Of(map), (nint)Rows.Of(pooled));
        var (d, dx) = gradient is { } g ? ((nint)Rows.Of(g.From), (nint)Rows.Of(g.To)) : (0, 0);
        Rows.ForEachChunk((long)planes * (lines / 2), (_, from, to) =>
        {
            Span<long> offsets = stackalloc long[4 * slices];
            for (var i = 0; i < offsets.Length; i++)
            {
                offsets[i] = ((((i / 4 * (long)lines) + (i / 2 % 2)) * columns) + (i % 2)) * channels;
            }

            for (var line = from; line < to; line++)
            {
                var (plane, within) = (line / (lines / 2), line % (lines / 2));
                var at = ((plane * slices * lines) + (2 * within)) * columns * channels;
                var low = line * (columns / 2) * channels;
                if (d == 0)
                {
                    Maxima((float*)x + at, (float*)y + low, columns / 2, channels, offsets);
                }
                else
                {
                    Spread((float*)x + at, (float*)y + low, (float*)d + low, (float*)dx + at, columns / 2, channels, offsets);
                }
            }
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Maxima(float* x, float* y, int count, int channels, ReadOnlySpan<long> offsets)
    {
        for (var i = 0; i < count; i++, x += 2 * channels, y += channels)
        {
            for (var c = 0; c < channels; c += 8)
            {
                var most = Vector256.Load(x + c);
                for (var k = 1; k < offsets.Length; k++)
                {
                    most = Vector256.Max(most, Vector256.Load(x + offsets[k] + c));
                }

                most.Store(y + c);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(float* x, float* y, float* d, float* dx, int count, int channels, ReadOnlySpan<long> offsets)
    {
        for (var i = 0; i < count; i++, x += 2 * channels, dx += 2 * channels, y += channels, d += channels)
        {
            for (var c = 0; c < channels; c += 8)
            {
                var (left, most) = (Vector256.Load(d + c), Vector256.Load(y + c));
                for (var k = 0; k < offsets.Length; k++)
                {
                    var here = Vector256.Equals(Vector256.Load(x + offsets[k] + c), most);
                    (left & here).Store(dx + offsets[k] + c);
                    left = Vector256.AndNot(left, here);
                }
            }
        }
    }
}
