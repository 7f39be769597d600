using ActiveSeg.Nets.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Tests.Networks.Kernels;

/// <summary>Tensors for comparing our kernels with the tensor library's.</summary>
internal static class KernelTensors
{
    /// <summary>Normal numbers, channels last in memory.</summary>
    public static Tensor Random(params long[] shape) => SpatialOperations.ChannelsLast(randn(shape));

    /// <summary>The same numbers, to be differentiated by.</summary>
    public static Tensor Trained(Tensor x) => x.clone().requires_grad_(true);

    /// <summary>Largest difference, as a share of the largest number expected.</summary>
    public static double Difference(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        return ((expected - actual).abs().max() / expected.abs().max()).ToDouble();
    }
}
