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
    public static Tensor Train(NetworkState net, Tensor input)
    {
        var levels = net.Layout.Widths.Length;
        var maps = new Tensor[levels];
        var x = input;
        for (var level = 0; level < levels; level++)
        {
            x = maps[level] = Block(net, $"enc.{level}", level == 0 ? x : functional.max_pool2d(x, 2));
        }

        for (var level = levels - 2; level >= 0; level--)
        {
            var up = functional.conv2d(x, net[$"dec.{level}.up.weight"]);
            x = Block(net, $"dec.{level}", Doubled(up, maps[level]).add_(maps[level]));
        }

        return functional.conv2d(x, net["head.weight"], net["head.bias"]);
    }

    /// <summary>Nearest-neighbour enlargement to the size of the level above.</summary>
    internal static Tensor Doubled(Tensor low, Tensor like) =>
        functional.upsample_nearest2d(low, [like.shape[2], like.shape[3]]);

    private static Tensor Block(NetworkState net, string name, Tensor x)
    {
        var y = Norm(net, $"{name}.norm1", functional.conv2d(x, net[$"{name}.conv1.weight"], padding: Same)).relu_();
        y = Norm(net, $"{name}.norm2", functional.conv2d(y, net[$"{name}.conv2.weight"], padding: Same));
        var skip = net.Layout.Has($"{name}.skip.weight") ? functional.conv2d(x, net[$"{name}.skip.weight"]) : x;
        return y.add_(skip).relu_();
    }

    private static Tensor Norm(NetworkState net, string name, Tensor x) =>
        functional.batch_norm(x, net[$"{name}.running_mean"], net[$"{name}.running_var"], net[$"{name}.weight"],
            net[$"{name}.bias"], training: true, NormMomentum, NormEpsilon);
}
