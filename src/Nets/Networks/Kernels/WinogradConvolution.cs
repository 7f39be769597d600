using static TorchSharp.torch;

namespace ActiveSeg.Nets.Networks.Kernels;

/// <summary>3 x 3 convolution that keeps the size, with four ninths of the multiplications.</summary>
/// <remarks>
/// <para>Shapes: maps <c>[n, channels, …]</c>, dense in the sense of <see cref="Rows"/>. Deterministic: whatever the threads.</para>
/// <para>Range: differs from a direct convolution by rounding, about 1e-6 of the largest number.</para>
/// <para>Source: Lavin and Gray, CVPR 2016; the gradient of the kernel is F(3 x 3, 2 x 2).</para>
/// </remarks>
internal static unsafe class WinogradConvolution
{
    private const int MostLanes = 8;
    private const int LaneNumbers = 1 << 20;

    /// <summary>Tiles at a time: two steps of a product, so that what they need stays in the fastest cache.</summary>
    private const int Block = 2 * MatrixProducts.RowStep;

    [ThreadStatic]
    private static float[]? s_room;

    /// <summary>The convolved map; plus a bias, plus another map, not below 0, where asked for.</summary>
    public static Tensor Apply(Tensor map, WinogradKernel kernel, Tensor? bias = null, Tensor? other = null, bool positive = false)
    {
        var shape = map.shape;
        shape[1] = kernel.Outputs;
        var y = Rows.Empty(shape);
        var tiles = new WinogradTiles(shape);
        var (inputs, outputs) = (kernel.Inputs, kernel.Outputs);
        var (from, to, added, shift) = ((nint)Rows.Of(map), (nint)Rows.Of(y), other is null ? 0 : (nint)Rows.Of(other), bias is null ? 0 : (nint)Rows.Of(bias));
        var weights = (nint)Rows.Of(kernel.Values);
        Rows.ForEach((tiles.Count + Block - 1) / Block, block =>
        {
            var (first, count) = (block * Block, Math.Min(Block, tiles.Count - (block * Block)));
            var rows = (count + MatrixProducts.RowStep - 1) / MatrixProducts.RowStep * MatrixProducts.RowStep;
            fixed (float* room = Room((16 * Block * (inputs + outputs)) + inputs))
            {
                var u = (float*)weights;
                var (zeros, v) = ((nint)room, (nint)(room + inputs));
                var m = (float*)v + (16 * Block * inputs);
                new Span<float>(room, inputs).Clear();
                for (var slice = 0; slice < kernel.Slices; slice++)
                {
                    tiles.Surroundings((float*)from, inputs, first, count, slice - (kernel.Slices / 2), (float*)zeros, (float*)v, Block);
                    for (var k = 0; k < 16; k++)
                    {
                        MatrixProducts.Multiply(
                            (float*)v + ((long)k * Block * inputs), u + (((slice * 16L) + k) * inputs * outputs), m + ((long)k * Block * outputs),
                            rows, inputs, outputs, slice > 0);
                    }
                }

                tiles.Gather(m, Block, outputs, first, count, (float*)to, (float*)shift, (float*)added, positive);
            }
        });
        GC.KeepAlive((map, bias, other));
        return y;
    }

    /// <summary>Gradient with respect to the kernel, dense.</summary>
    public static Tensor ToKernel(Tensor map, Tensor gradient, long[] kernelShape)
    {
        var tiles = new WinogradTiles(map.shape);
        var (slices, inputs, outputs) = (kernelShape.Length == 5 ? (int)kernelShape[2] : 1, (int)kernelShape[1], (int)kernelShape[0]);
        var (blocks, size) = ((tiles.Count + Block - 1) / Block, slices * 16 * inputs * outputs);
        var lanes = Math.Min(Math.Clamp(LaneNumbers / size, 2, MostLanes), blocks);
        using var scope = NewDisposeScope();
        var sums = zeros(lanes, size);
        var total = (nint)Rows.Of(sums);
        var (from, grown) = ((nint)Rows.Of(map), (nint)Rows.Of(gradient));
        Rows.ForEach(lanes, lane =>
        {
            fixed (float* room = Room((16 * Block * (inputs + outputs)) + inputs + outputs))
            {
                var u = (float*)total + ((long)lane * size);
                var v = room + inputs + outputs;
                var m = v + (16 * Block * inputs);
                new Span<float>(room, inputs + outputs).Clear();
                for (var block = blocks * lane / lanes; block < blocks * (lane + 1) / lanes; block++)
                {
                    var (first, count) = (block * Block, Math.Min(Block, tiles.Count - (block * Block)));
                    tiles.Spread((float*)grown, outputs, first, count, room, m, Block);
                    for (var slice = 0; slice < slices; slice++)
                    {
                        tiles.Surroundings((float*)from, inputs, first, count, slice - (slices / 2), room, v, Block);
                        for (var k = 0; k < 16; k++)
                        {
                            MatrixProducts.AddTransposed(
                                v + ((long)k * Block * inputs), m + ((long)k * Block * outputs), u + (((slice * 16L) + k) * inputs * outputs),
                                count, inputs, outputs);
                        }
                    }
                }
            }
        });
        var made = Rows.Empty(kernelShape);
        WinogradKernel.Back(sums.sum(0, keepdim: false), slices, inputs, outputs, made);
        GC.KeepAlive((map, gradient));
        return made.MoveToOuterDisposeScope();
    }

    private static float[] Room(int length) =>
        s_room is { } room && room.Length >= length ? room : s_room = GC.AllocateUninitializedArray<float>(length, pinned: true);
}
