using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Networks.Kernels;
using ActiveSeg.Nets.Plans;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActiveSeg.Nets.Networks;

/// <summary>The operations of a network in its number of dimensions.</summary>
/// <remarks>Shapes: <c>[n, channels, h, w]</c> or <c>[n, channels, slices, h, w]</c>, channels last in memory.</remarks>
internal static class SpatialOperations
{
    /// <summary>Convolution that keeps the size.</summary>
    public static Tensor Convolve(Tensor x, Tensor kernel, Tensor? bias = null)
    {
        if (bias is null && Rows.Suits(x) && WinogradKernel.Suits(kernel))
        {
            return Convolution3.apply(x, kernel);
        }

        var shape = kernel.shape;
        return shape.Length == 5
            ? functional.conv3d(x, kernel, bias, padding: [shape[2] / 2, shape[3] / 2, shape[4] / 2])
            : functional.conv2d(x, kernel, bias, padding: [shape[2] / 2, shape[3] / 2]);
    }

    /// <summary>Maxima over the voxels that become one at a level.</summary>
    public static Tensor Pool(Tensor x, NetLayout layout, int level)
    {
        var (slices, shape) = (layout.SlicePooling(level), x.shape);
        if (Rows.Suits(x) && shape[^1] % 2 == 0 && shape[^2] % 2 == 0 && (shape.Length == 4 || shape[2] % slices == 0))
        {
            return MaxPool.apply(x, slices);
        }

        return layout.IsVolumetric ? functional.max_pool3d(x, [slices, 2, 2]) : functional.max_pool2d(x, 2);
    }

    /// <summary>Nearest-neighbour enlargement to the size of the level above.</summary>
    public static Tensor Enlarge(Tensor low, Tensor like) => like.dim() == 5
        ? functional.upsample_nearest3d(low, [like.shape[2], like.shape[3], like.shape[4]])
        : functional.upsample_nearest2d(low, [like.shape[2], like.shape[3]]);

    /// <summary>A patch's or slab's numbers as network input: channels last, <c>[n, slices, rows, columns, channels]</c> in memory.</summary>
    public static Tensor Input(float[] values, NetPlan plan, long n, long slices, long rows, long columns) => plan.Dimensions == 3
        ? tensor(values, [n, slices, rows, columns, plan.InputSlices], device: LibTorch.Device).permute(0, 4, 1, 2, 3)
        : tensor(values, [n * slices, rows, columns, plan.InputSlices], device: LibTorch.Device).permute(0, 3, 1, 2);

    /// <summary>Axes of space, and all but channels.</summary>
    public static (long[] Space, long[] AllButChannels) Axes(Tensor x) =>
        x.dim() == 5 ? ([2, 3, 4], [0, 2, 3, 4]) : ([2, 3], [0, 2, 3]);

    /// <summary>The same numbers with channels last in memory.</summary>
    public static Tensor ChannelsLast(Tensor x) => x.dim() == 5
        ? x.permute(0, 2, 3, 4, 1).contiguous().permute(0, 4, 1, 2, 3)
        : x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
