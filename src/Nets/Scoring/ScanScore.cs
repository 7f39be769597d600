using System.Collections.Immutable;
using ActiveSeg.Nets.Calibration;
using ActiveSeg.Nets.Uncertainty;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Scoring;

/// <summary>What a model says of one scan.</summary>
/// <param name="Prediction">Labels of the schema on the scan's own grid.</param>
/// <param name="Embedding">Bottleneck of the network, averaged over all voxels. Shape: <c>[256]</c> unless planned otherwise.</param>
/// <param name="Gradient">Gradient of the loss at the last kernels if the likeliest classes were right: mean over voxels of what the likeliest
/// class lacks of certainty, times the last features. Shape: <c>[classes * width]</c>. Source: Ash et al., ICLR 2020 (BADGE).</param>
/// <param name="Uncertainty">How unsure the passes are.</param>
/// <param name="Structures">In the schema's order.</param>
/// <param name="Calibration">Confidence held against a reference near structures; absent without one.</param>
public sealed record ScanScore(
    LabelMap Prediction,
    ImmutableArray<float> Embedding,
    ImmutableArray<float> Gradient,
    ScanUncertainty Uncertainty,
    ImmutableArray<StructureScore> Structures,
    CalibrationTally? Calibration)
{
    /// <summary>All numbers by name: those of <see cref="ScanUncertainty.ToNamed"/>, and for each structure <c>volume_mm3.NAME</c> and
    /// <c>predicted_dice.NAME</c>, and their mean <c>predicted_dice</c>.</summary>
    public IReadOnlyDictionary<string, double> ToNamed()
    {
        var named = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in Uncertainty.ToNamed([.. Structures.Select(s => s.Name)]))
        {
            named[name] = value;
        }

        named["predicted_dice"] = Structures.Average(s => s.PredictedDice);
        foreach (var structure in Structures)
        {
            named[$"volume_mm3.{structure.Name}"] = structure.VolumeMm3;
            named[$"predicted_dice.{structure.Name}"] = structure.PredictedDice;
        }

        return named;
    }
}
