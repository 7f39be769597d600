using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActiveSeg.Nets.Training;

/// <summary>Cross-entropy plus one minus the Dice overlap of the whole batch, averaged over structures.</summary>
/// <remarks>Source: Isensee et al., Nature Methods 2021, the loss of nnU-Net.</remarks>
internal static class SegmentationLoss
{
    private const double Smooth = 1;

    /// <summary>Shapes: logits <c>[n, classes, h, w]</c>, target <c>[n, h, w]</c> of class numbers.</summary>
    public static Tensor Of(Tensor logits, Tensor target)
    {
        var classes = logits.shape[1];
        var log = logits.log_softmax(1);
        var entropy = functional.nll_loss(log, target);
        var probability = log.exp();
        var truth = functional.one_hot(target, classes).permute(0, 3, 1, 2).to_type(ScalarType.Float32);
        long[] all = [0, 2, 3];
        var both = (probability * truth).sum(all);
        var either = probability.sum(all) + truth.sum(all);
        var dice = ((both * 2) + Smooth) / (either + Smooth);
        return entropy + 1 - dice.narrow(0, 1, classes - 1).mean();
    }
}
