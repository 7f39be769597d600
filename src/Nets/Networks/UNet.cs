using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActiveSeg.Nets.Networks;

/// <summary>A 2-D U-Net of residual blocks whose decoder adds the encoder's maps instead of concatenating them.</summary>
/// <remarks>
/// <para>Shapes: input <c>[n, 3, h, w]</c> channels-last, h and w multiples of the deepest step; logits <c>[n, classes, h, w]</c>.</para>
/// <para>Source: Ronneberger et al., MICCAI 2015; He et al., CVPR 2016 (blocks); Myronenko, BrainLes 2018 (adding decoder).</para>
/// </remarks>
internal static class UNet
{
    private const double NormEpsilon = 1e-5;
    private const double NormMomentum = 0.1;
    private static readonly long[] Same = [1, 1];

    /// <summary>Logits in training mode: batch statistics, which also move the running ones.</summary>
    /// <param name="net">The network; its gradients are asked for by the caller.</param>
    /// <param name="input">Shape <c>[n, 3, h, w]</c>.</param>
    /// <param name="type">Type of maps and of the kernels' working copies; the kernels themselves, norms and logits stay float32.</param>
    public static Tensor Train(NetworkState net, Tensor input, ScalarType type)
    {
        var levels = net.Layout.Widths.Length;
        var maps = new Tensor[levels];
        var x = input.to_type(type);
        for (var level = 0; level < levels; level++)
        {
            x = maps[level] = Block($"enc.{level}", level == 0 ? x : functional.max_pool2d(x, 2));
        }

        for (var level = levels - 2; level >= 0; level--)
        {
            var up = functional.conv2d(x, Kernel($"dec.{level}.up"));
            x = Block($"dec.{level}", Doubled(up, maps[level]).add_(maps[level]));
        }

        return functional.conv2d(x.to_type(ScalarType.Float32), net["head.weight"], net["head.bias"]);

        Tensor Block(string name, Tensor from)
        {
            var y = Norm($"{name}.norm1", functional.conv2d(from, Kernel($"{name}.conv1"), padding: Same)).relu_();
            y = Norm($"{name}.norm2", functional.conv2d(y, Kernel($"{name}.conv2"), padding: Same));
            var skip = net.Layout.Has($"{name}.skip.weight") ? functional.conv2d(from, Kernel($"{name}.skip")) : from;
            return y.add_(skip).relu_();
        }

        Tensor Kernel(string name) => net[$"{name}.weight"].to_type(type);

        Tensor Norm(string name, Tensor from) =>
            functional.batch_norm(from, net[$"{name}.running_mean"], net[$"{name}.running_var"], net[$"{name}.weight"],
                net[$"{name}.bias"], training: true, NormMomentum, NormEpsilon);
    }

    /// <summary>Nearest-neighbour enlargement to the size of the level above.</summary>
    internal static Tensor Doubled(Tensor low, Tensor like) =>
        functional.upsample_nearest2d(low, [like.shape[2], like.shape[3]]);
}
