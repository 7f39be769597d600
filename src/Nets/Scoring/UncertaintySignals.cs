namespace ActiveSeg.Nets.Scoring;

/// <summary>How unsure the network is of one scan. All numbers are finite.</summary>
/// <remarks>
/// <para>Units: nats, 0 to the logarithm of the number of classes; higher is less sure.</para>
/// <para>The region is the predicted foreground and what lies within the reach of it along each axis (a box). When nothing
/// is predicted, region and band are the 1 % of voxels with the highest entropy, and <see cref="HasForeground"/> is false.</para>
/// <para>Source: class weighting after Lüth et al., TMLR 2026 (entropy times class probability).</para>
/// </remarks>
/// <param name="ForegroundEntropy">Mean over the region.</param>
/// <param name="ImageEntropy">Mean over all voxels.</param>
/// <param name="BoundaryEntropy">Mean over the band within the reach of a border between classes.</param>
/// <param name="ForegroundMargin">Mean over the region of one minus the gap between the two likeliest classes. Range: 0 to 1.</param>
/// <param name="HasForeground">Whether any structure was predicted.</param>
public sealed record UncertaintySignals(
    double ForegroundEntropy,
    double ImageEntropy,
    double BoundaryEntropy,
    double ForegroundMargin,
    bool HasForeground);
