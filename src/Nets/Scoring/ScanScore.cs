using System.Collections.Immutable;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Scoring;

/// <summary>What one model says of one scan.</summary>
/// <param name="Prediction">Labels of the schema on the scan's own grid.</param>
/// <param name="Embedding">Bottleneck of the network, averaged over all voxels. Shape: <c>[256]</c> unless planned otherwise.</param>
/// <param name="Signals">Uncertainty.</param>
/// <param name="Structures">In the schema's order.</param>
public sealed record ScanScore(
    LabelMap Prediction,
    ImmutableArray<float> Embedding,
    UncertaintySignals Signals,
    ImmutableArray<StructureScore> Structures)
{
    /// <summary>All numbers by name: <c>entropy.foreground</c>, <c>entropy.image</c>, <c>entropy.boundary</c>, <c>margin.foreground</c>,
    /// and for each structure <c>entropy.structure.NAME</c> and <c>volume_mm3.NAME</c>.</summary>
    public IReadOnlyDictionary<string, double> ToNamed()
    {
        var named = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["entropy.foreground"] = Signals.ForegroundEntropy,
            ["entropy.image"] = Signals.ImageEntropy,
            ["entropy.boundary"] = Signals.BoundaryEntropy,
            ["margin.foreground"] = Signals.ForegroundMargin,
        };
        foreach (var structure in Structures)
        {
            named[$"entropy.structure.{structure.Name}"] = structure.Entropy;
            named[$"volume_mm3.{structure.Name}"] = structure.VolumeMm3;
        }

        return named;
    }
}
