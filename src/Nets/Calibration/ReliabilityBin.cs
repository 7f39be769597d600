using System.Collections.Immutable;

namespace ActiveSeg.Nets.Calibration;

/// <summary>Voxels of similar confidence: one bar of a reliability diagram.</summary>
/// <remarks>Confidence is the largest probability; a voxel is right when its class is the true one.</remarks>
/// <param name="Count">Voxels.</param>
/// <param name="MeanConfidence">0 when there are none. Range: 0 to 1.</param>
/// <param name="Accuracy">Share that is right; 0 when there are none. Range: 0 to 1.</param>
public sealed record ReliabilityBin(long Count, double MeanConfidence, double Accuracy)
{
    /// <summary>Expected calibration error: mean over the voxels of their bin's |accuracy - confidence|; 0 without voxels. Range: 0 to 1.</summary>
    /// <remarks>Source: Naeini, Cooper and Hauskrecht, AAAI 2015.</remarks>
    public static double ExpectedError(ImmutableArray<ReliabilityBin> bins)
    {
        var all = bins.Sum(b => b.Count);
        return all == 0 ? 0 : bins.Sum(b => b.Count * Math.Abs(b.Accuracy - b.MeanConfidence)) / all;
    }

    /// <summary>The largest |accuracy - confidence| of a bin with voxels; 0 without voxels. Range: 0 to 1.</summary>
    public static double LargestError(ImmutableArray<ReliabilityBin> bins) =>
        bins.Where(b => b.Count > 0).Select(b => Math.Abs(b.Accuracy - b.MeanConfidence)).DefaultIfEmpty().Max();
}
