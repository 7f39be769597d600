using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Networks.Kernels;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActiveSeg.Nets.Tests.Networks.Kernels;

public sealed class Convolution3Tests
{
    public Convolution3Tests() => LibTorch.EnsureLoadable();

    public static TheoryData<long[], long[]> Shapes => new()
    {
        { [2, 16, 12, 10], [32, 16, 3, 3] },
        { [3, 32, 7, 5], [16, 32, 3, 3] },
        { [1, 16, 1, 1], [16, 16, 3, 3] },
        { [2, 16, 5, 7, 6], [16, 16, 3, 3, 3] },
        { [1, 32, 4, 6, 8], [48, 32, 1, 3, 3] },
        { [2, 128, 6, 4], [256, 128, 3, 3] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Apply_AnyShape_AgreesWithTheLibrary(long[] mapShape, long[] kernelShape)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var (map, kernel) = (KernelTensors.Random(mapShape), KernelTensors.Random(kernelShape));
        var (map1, kernel1) = (KernelTensors.Trained(map), KernelTensors.Trained(kernel));
        var (map2, kernel2) = (KernelTensors.Trained(map), KernelTensors.Trained(kernel));

        var expected = Library(map1, kernel1, null);
        var gradient = KernelTensors.Random(expected.shape);
        expected.backward([gradient]);
        var actual = Convolution3.apply(map2, kernel2);
        actual.backward([gradient]);

        Assert.InRange(KernelTensors.Difference(expected, actual), 0, 1e-5);
        Assert.InRange(KernelTensors.Difference(map1.grad!, map2.grad!), 0, 1e-5);
        Assert.InRange(KernelTensors.Difference(kernel1.grad!, kernel2.grad!), 0, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Apply_BiasAndOtherMap_AreAddedAndRectified(long[] mapShape, long[] kernelShape)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        var (map, kernel, bias) = (KernelTensors.Random(mapShape), KernelTensors.Random(kernelShape), randn(kernelShape[0]));
        var plain = Library(map, kernel, bias);
        var other = KernelTensors.Random(plain.shape);
        using var transformed = WinogradKernel.Of(kernel, reversed: false);

        var actual = WinogradConvolution.Apply(map, transformed, bias, other, positive: true);

        Assert.InRange(KernelTensors.Difference((plain + other).relu(), actual), 0, 1e-5);
    }

    [Fact]
    public void Apply_OneThreadOrTwo_GivesTheSameNumbers()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var (map, kernel) = (KernelTensors.Random(2, 32, 20, 18), KernelTensors.Random(32, 32, 3, 3));
        var threads = get_num_threads();

        var numbers = new List<float[]>();
        foreach (var count in (int[])[1, 2])
        {
            set_num_threads(count);
            var (x, w) = (KernelTensors.Trained(map), KernelTensors.Trained(kernel));
            Convolution3.apply(x, w).backward([map]);
            numbers.Add([.. w.grad!.contiguous().data<float>()]);
        }

        set_num_threads(threads);
        Assert.Equal(numbers[0], numbers[1]);
    }

    private static Tensor Library(Tensor map, Tensor kernel, Tensor? bias)
    {
        var shape = kernel.shape;
        return shape.Length == 5
            ? functional.conv3d(map, kernel, bias, padding: [shape[2] / 2, 1, 1])
            : functional.conv2d(map, kernel, bias, padding: [1, 1]);
    }
}
