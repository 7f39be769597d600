using System.Collections.Immutable;

namespace ActiveSeg.Nets.Uncertainty.Aggregation;

/// <summary>One signal of a scan, reduced to a number in several ways. All are finite and not negative; higher is less sure.</summary>
/// <remarks>
/// <para>The foreground is what is predicted and what lies within the reach of it along each axis (a box); the boundary is the band within the
/// reach of a border between classes. When nothing is predicted, both are the 1 % of voxels with the highest entropy.</para>
/// <para>Units: those of the signal.</para>
/// <para>Source: Kahl et al., ICLR 2024 (aggregation); Lüth et al., TMLR 2026 (class scores); Ma et al., 2024 (selective).</para>
/// </remarks>
/// <param name="Signal">What was aggregated.</param>
/// <param name="Image">Mean over all voxels.</param>
/// <param name="Foreground">Mean over the foreground.</param>
/// <param name="Boundary">Mean over the boundary.</param>
/// <param name="Window">The largest mean over a window, wherever it lies within the stack.</param>
/// <param name="Top">Mean over the most uncertain share of the voxels.</param>
/// <param name="Selective">Mean over what is predicted and where the two likeliest classes are within .2 of each other, without a reach; that of the foreground when there is no such voxel.</param>
/// <param name="Structures">Mean over the foreground, each voxel weighted by the structure's mean probability; that of the foreground where the weights are 0. In class order from 1 on.</param>
/// <param name="ClassScores">Mean over the foreground of the signal times the structure's mean probability. In class order from 1 on.</param>
public sealed record AggregatedSignal(
    VoxelSignal Signal,
    double Image,
    double Foreground,
    double Boundary,
    double Window,
    double Top,
    double Selective,
    ImmutableArray<double> Structures,
    ImmutableArray<double> ClassScores)
{
    /// <summary>Mean of <see cref="Structures"/>: every structure counts the same, whatever its size.</summary>
    public double StructureMean => Structures.Average();

    /// <summary>All numbers over the largest value that a voxel can have. Range: 0 to 1.</summary>
    /// <param name="classes">Classes with the background.</param>
    public AggregatedSignal Normalised(int classes)
    {
        var largest = VoxelSignals.LargestOf(Signal, classes);
        return new AggregatedSignal(
            Signal, Share(Image), Share(Foreground), Share(Boundary), Share(Window), Share(Top), Share(Selective),
            [.. Structures.Select(Share)], [.. ClassScores.Select(Share)]);

        double Share(double value) => Math.Min(1, value / largest);
    }
}
