using ActiveSeg.Nets.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActiveSeg.Nets.Training;

/// <summary>Cross-entropy plus one minus the Dice overlap of the whole batch, averaged over structures, over all supervised levels.</summary>
/// <remarks>
/// <para>Shapes: logits <c>[n, classes, …]</c>, target likewise at the finest level, shares of each class that sum to 1.</para>
/// <para>A level weighs half as much as the next finer one. The overlap of shares is the sum of the lesser of both, so that it is
/// largest where they agree and the usual one for whole voxels.</para>
/// <para>Source: Isensee et al., Nature Methods 2021, the loss of nnU-Net; Wang et al., NeurIPS 2023, Dice semimetric losses.</para>
/// </remarks>
internal static class SegmentationLoss
{
    private const double Smooth = 1;

    /// <summary>The loss to be minimised.</summary>
    /// <param name="logits">Finest level first.</param>
    /// <param name="target">Shares at the finest level.</param>
    /// <param name="boundaryWeight">Weight of the cross-entropy over voxels within one voxel of a border, added at the finest level.</param>
    public static Tensor Of(IReadOnlyList<Tensor> logits, Tensor target, double boundaryWeight = 0)
    {
        var (sum, weight, total) = (OfLevel(logits[0], target, boundaryWeight), 0.5, 1.0);
        for (var level = 1; level < logits.Count; level++, weight /= 2)
        {
            sum = sum.Plus(OfLevel(logits[level], Coarser(target, logits[level]), 0).Times(weight));
            total += weight;
        }

        return sum.Over(total);
    }

    /// <summary>Mean shares over the voxels that make one of a coarser level.</summary>
    private static Tensor Coarser(Tensor target, Tensor like)
    {
        var step = like.shape.Zip(target.shape).Skip(2).Select(s => s.Second / s.First).ToArray();
        return step.Length == 3 ? functional.avg_pool3d(target, step, step) : functional.avg_pool2d(target, step, step);
    }

    private static Tensor OfLevel(Tensor logits, Tensor target, double boundaryWeight)
    {
        var all = SpatialOperations.Axes(logits).AllButChannels;
        var log = logits.log_softmax(1);
        var surprise = (target * log).sum(1, keepdim: false);
        var probability = log.exp();
        var both = minimum(probability, target).sum(all);
        var either = probability.sum(all).Plus(target.sum(all));
        var dice = both.Times(2).Plus(Smooth) / either.Plus(Smooth);
        var loss = surprise.mean().Plus(dice.narrow(0, 1, logits.shape[1] - 1).mean()).neg().Plus(1);
        return boundaryWeight > 0 ? loss - MeanNearBorders(surprise, target).Times(boundaryWeight) : loss;
    }

    private static Tensor MeanNearBorders(Tensor surprise, Tensor target)
    {
        using var grad = no_grad();
        var spread = target.dim() == 5
            ? functional.max_pool3d(target, [1, 3, 3], [1, 1, 1], [0, 1, 1]).Plus(functional.max_pool3d(-target, [1, 3, 3], [1, 1, 1], [0, 1, 1]))
            : functional.max_pool2d(target, 3, 1, 1).Plus(functional.max_pool2d(-target, 3, 1, 1));
        var band = spread.amax(1).sign();
        using var _ = enable_grad();
        return (surprise * band).sum() / band.sum().Plus(Smooth);
    }
}
