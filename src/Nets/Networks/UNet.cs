using ActiveSeg.Nets.Networks.Kernels;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActiveSeg.Nets.Networks;

/// <summary>A U-Net of residual blocks, in two or three dimensions, whose decoder adds the encoder's maps instead of concatenating them.</summary>
/// <remarks>
/// <para>Shapes: input <c>[n, channels, h, w]</c> or <c>[n, 1, slices, h, w]</c> channels-last, sizes multiples of the deepest step.</para>
/// <para>Source: Ronneberger et al., MICCAI 2015; He et al., CVPR 2016 (blocks); Myronenko, BrainLes 2018 (adding decoder);
/// Isensee et al., Nature Methods 2021 (heads of the coarser levels, levels without slices).</para>
/// </remarks>
internal static class UNet
{
    internal const double NormEpsilon = 1e-5;
    private const double NormMomentum = 0.1;

    /// <summary>Logits in training mode: batch statistics, which also move the running ones.</summary>
    /// <param name="net">The network; its gradients are asked for by the caller.</param>
    /// <param name="input">Shape as above.</param>
    /// <param name="type">Type of maps and of the kernels' working copies; the kernels themselves, norms and logits stay float32.</param>
    /// <returns>Logits of the finest level, then of each supervised coarser one.</returns>
    public static Tensor[] Train(NetworkState net, Tensor input, ScalarType type) =>
        Decode(net, Encode(net, input, type), type);

    /// <summary>Outputs of the heads from the encoder's maps, in training mode, as <see cref="Train"/> gives them.</summary>
    internal static Tensor[] Decode(NetworkState net, Tensor[] maps, ScalarType type)
    {
        var layout = net.Layout;
        var logits = new Tensor[layout.Plan.SupervisedLevels + 1];
        var x = maps[^1];
        for (var level = layout.Levels - 2; level >= 0; level--)
        {
            var up = SpatialOperations.Convolve(x, Kernel(net, $"dec.{level}.up", type));
            x = Block(net, $"dec.{level}", SpatialOperations.Enlarge(up, maps[level]).PlusInPlace(maps[level]), type);
            if (level < logits.Length)
            {
                var head = level == 0 ? "head" : $"aux.{level}";
                logits[level] = SpatialOperations.Convolve(x.to_type(ScalarType.Float32), net[$"{head}.weight"], net[$"{head}.bias"]);
            }
        }

        return logits;
    }

    /// <summary>Maps of every encoder level in training mode, finest first.</summary>
    internal static Tensor[] Encode(NetworkState net, Tensor input, ScalarType type)
    {
        var maps = new Tensor[net.Layout.Levels];
        var x = input.to_type(type);
        for (var level = 0; level < maps.Length; level++)
        {
            x = maps[level] = Block(net, $"enc.{level}", level == 0 ? x : SpatialOperations.Pool(x, net.Layout, level), type);
        }

        return maps;
    }

    private static Tensor Block(NetworkState net, string name, Tensor from, ScalarType type)
    {
        var y = NormRelu(net, $"{name}.norm1", SpatialOperations.Convolve(from, Kernel(net, $"{name}.conv1", type)), null);
        y = SpatialOperations.Convolve(y, Kernel(net, $"{name}.conv2", type));
        var skip = net.Layout.Has($"{name}.skip.weight") ? SpatialOperations.Convolve(from, Kernel(net, $"{name}.skip", type)) : from;
        return NormRelu(net, $"{name}.norm2", y, skip);
    }

    private static Tensor Kernel(NetworkState net, string name, ScalarType type) => net[$"{name}.weight"].to_type(type);

    /// <summary>Norm, sum with the skipped map where there is one, ReLU.</summary>
    private static Tensor NormRelu(NetworkState net, string name, Tensor from, Tensor? skip)
    {
        var (gain, bias) = (net[$"{name}.weight"], net[$"{name}.bias"]);
        var (mean, variance) = (net[$"{name}.running_mean"], net[$"{name}.running_var"]);
        if (Rows.Suits(from))
        {
            return Kernels.NormRelu.apply(from, gain, bias, mean, variance, skip!);
        }

        var y = functional.batch_norm(from, mean, variance, gain, bias, training: true, NormMomentum, NormEpsilon);
        return (skip is null ? y : y.PlusInPlace(skip)).relu_();
    }
}
