using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Plans;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Training.Patches;

/// <summary>Class shares of a batch as a tensor.</summary>
internal static class PatchTargets
{
    /// <summary>Shape <c>[n, classes, rows, columns]</c> or <c>[n, classes, slices, rows, columns]</c>, classes last in memory.</summary>
    public static Tensor ToTensor(float[] shares, NetPlan plan, int classes) => plan.Dimensions == 3
        ? tensor(shares, [plan.TrainBatchSize, plan.PatchSlices, plan.PatchRows, plan.PatchColumns, classes], device: LibTorch.Device).permute(0, 4, 1, 2, 3)
        : tensor(shares, [plan.TrainBatchSize, plan.PatchRows, plan.PatchColumns, classes], device: LibTorch.Device).permute(0, 3, 1, 2);
}
