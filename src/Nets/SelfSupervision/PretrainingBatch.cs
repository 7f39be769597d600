using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training.Patches;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.SelfSupervision;

/// <summary>Buffers of one step: pairs of patches, what is hidden of them, and which scans they are of.</summary>
internal sealed class PretrainingBatch(PatchSource patches, HiddenBlocks blocks, NetPlan plan)
{
    private readonly float[] _input = new float[patches.InputLength];
    private readonly float[] _hidden = new float[blocks.Length];

    /// <summary>Scan of each pair.</summary>
    public int[] Scans { get; private set; } = [];

    public void Fill(int batch)
    {
        Scans = patches.FillPairs(batch, _input);
        blocks.Fill(batch, _hidden);
    }

    /// <summary>Whole patches, and 1 where hidden with one channel. Shapes: as <see cref="UNet"/>'s input.</summary>
    public (Tensor Whole, Tensor Hidden) ToTensors() => (
        SpatialOperations.Input(_input, plan, plan.TrainBatchSize, plan.PatchSlices, plan.PatchRows, plan.PatchColumns),
        SpatialOperations.Input(
            _hidden, plan with { InputSlices = 1 }, plan.TrainBatchSize, plan.PatchSlices, plan.PatchRows, plan.PatchColumns));
}
