using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Networks.Kernels;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActiveSeg.Nets.Tests.Networks.Kernels;

public sealed class NormReluTests
{
    public NormReluTests() => LibTorch.EnsureLoadable();

    [Theory]
    [InlineData(true, 8, 0.0)]
    [InlineData(false, 16, 0.0)]
    [InlineData(true, 24, 10.0)]
    public void Apply_WithOrWithoutOtherMap_AgreesWithTheLibrary(bool hasOther, long channels, double mean)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var map = KernelTensors.Random(3, channels, 14, 10) + mean;
        var other = KernelTensors.Random(3, channels, 14, 10);
        var (x1, z1, g1, b1, m1, v1) = Arguments(map, other);
        var (x2, z2, g2, b2, m2, v2) = Arguments(map, other);
        var gradient = KernelTensors.Random(3, channels, 14, 10);

        var expected = functional.batch_norm(x1, m1, v1, g1, b1, training: true, 0.1, 1e-5);
        expected = (hasOther ? expected + z1 : expected).relu();
        expected.backward([gradient]);
        var actual = NormRelu.apply(x2, g2, b2, m2, v2, hasOther ? z2 : null!);
        actual.backward([gradient]);

        Tensor[] wanted = [expected, x1.grad!, g1.grad!, b1.grad!, m1, v1, .. hasOther ? [z1.grad!] : Array.Empty<Tensor>()];
        Tensor[] got = [actual, x2.grad!, g2.grad!, b2.grad!, m2, v2, .. hasOther ? [z2.grad!] : Array.Empty<Tensor>()];
        Assert.All(wanted.Zip(got), pair => Assert.InRange(KernelTensors.Difference(pair.First, pair.Second), 0, 1e-4));
    }

    [Fact]
    public void Apply_ManySteps_KeepsNoTensors()
    {
        var before = 0L;
        for (var step = 0; step < 20; step++)
        {
            using var scope = NewDisposeScope();
            var (x, z, g, b, m, v) = Arguments(KernelTensors.Random(1, 8, 8, 8), KernelTensors.Random(1, 8, 8, 8));
            MaxPool.apply(NormRelu.apply(x, g, b, m, v, z), 1).sum().backward();
            before = step == 9 ? Tensor.TotalCount : before;
        }

        Assert.InRange(Tensor.TotalCount, 0, before);
    }

    private static (Tensor Map, Tensor Other, Tensor Gain, Tensor Bias, Tensor Mean, Tensor Variance) Arguments(Tensor map, Tensor other)
    {
        var channels = map.shape[1];
        var gain = linspace(0.5, 2, channels).requires_grad_(true);
        var bias = linspace(-0.5, 0.5, channels).requires_grad_(true);
        return (KernelTensors.Trained(map), KernelTensors.Trained(other), gain, bias, zeros(channels), ones(channels));
    }
}
