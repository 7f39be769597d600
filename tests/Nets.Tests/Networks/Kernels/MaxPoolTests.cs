using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Networks.Kernels;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActiveSeg.Nets.Tests.Networks.Kernels;

public sealed class MaxPoolTests
{
    public MaxPoolTests() => LibTorch.EnsureLoadable();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(4, 2)]
    public void Apply_MapWithEqualNumbers_AgreesWithTheLibrary(int slices, int pooled)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var map = slices == 1 ? KernelTensors.Random(2, 8, 6, 10) : KernelTensors.Random(2, 8, slices, 6, 10);
        var (x1, x2) = (KernelTensors.Trained((map * 2).round()), KernelTensors.Trained((map * 2).round()));

        var expected = slices == 1 ? functional.max_pool2d(x1, 2) : functional.max_pool3d(x1, [pooled, 2, 2]);
        var gradient = KernelTensors.Random(expected.shape);
        expected.backward([gradient]);
        var actual = MaxPool.apply(x2, pooled);
        actual.backward([gradient]);

        Assert.Equal(0, KernelTensors.Difference(expected, actual));
        Assert.Equal(0, KernelTensors.Difference(x1.grad!, x2.grad!));
    }
}
