using System.Collections.Immutable;
using System.Diagnostics;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>Names and bounds of the voxel signals.</summary>
public static class VoxelSignals
{
    /// <summary>Every signal, in the enumeration's order.</summary>
    public static ImmutableArray<VoxelSignal> All { get; } = [.. Enum.GetValues<VoxelSignal>()];

    /// <summary>The name that reports and stored signals use.</summary>
    public static string NameOf(VoxelSignal signal) => signal switch
    {
        VoxelSignal.Entropy => "entropy",
        VoxelSignal.ExpectedEntropy => "expected_entropy",
        VoxelSignal.MutualInformation => "mutual_information",
        VoxelSignal.LeastConfidence => "least_confidence",
        VoxelSignal.Margin => "margin",
        VoxelSignal.Variance => "variance",
        _ => throw new UnreachableException(),
    };

    /// <summary>The largest value a voxel can have; dividing by it makes signals of different schemas comparable.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="classes">Classes with the background; at least 2.</param>
    public static double LargestOf(VoxelSignal signal, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        return signal switch
        {
            VoxelSignal.Entropy or VoxelSignal.ExpectedEntropy or VoxelSignal.MutualInformation => Math.Log(classes),
            VoxelSignal.LeastConfidence or VoxelSignal.Variance => 1 - (1.0 / classes),
            VoxelSignal.Margin => 1,
            _ => throw new UnreachableException(),
        };
    }
}
