using System.Collections.Immutable;
using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;
using ActiveSeg.Nets.Training.Patches;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Training.Convergence;

/// <summary>Loss of the averaged weights on unchanged patches of held-out scans, always the same ones.</summary>
internal sealed class ValidationLoss(PatchSource patches, NetPlan plan, int classes)
{
    private const int Batches = 6;

    /// <summary>Loss at the end of each window so far.</summary>
    public ImmutableArray<double> Losses { get; private set; } = [];

    /// <summary>Measures once more.</summary>
    /// <returns>Whether the loss is finite; only then is it kept.</returns>
    public bool Measure(NetworkState average)
    {
        var (input, target) = (new float[patches.InputLength], new float[patches.TargetLength]);
        using var net = new FoldedUNet(average, halfPrecision: false);
        var sum = 0.0;
        for (var batch = 0; batch < Batches; batch++)
        {
            using var scope = NewDisposeScope();
            using var grad = no_grad();
            patches.Fill(batch, input, target);
            var x = SpatialOperations.Input(input, plan, plan.TrainBatchSize, plan.PatchSlices, plan.PatchRows, plan.PatchColumns);
            sum += SegmentationLoss.Of([net.Run(x).Probabilities.Within(1e-7, 1).log()], PatchTargets.ToTensor(target, plan, classes)).Number() / Batches;
        }

        if (double.IsFinite(sum))
        {
            Losses = Losses.Add(sum);
        }

        return double.IsFinite(sum);
    }

    /// <summary>Whether the last two windows together brought a relative fall below the tolerance.</summary>
    public bool HasFlattened(double tolerance) =>
        tolerance > 0 && Losses.Length > 2 && Losses[^3] - Math.Min(Losses[^1], Losses[^2]) < tolerance * Losses[^3];

    /// <summary>Takes up where a checkpoint left.</summary>
    public void Restore(ImmutableArray<double> losses) => Losses = losses.IsDefault ? [] : losses;
}
