namespace ActiveSeg.Nets.Uncertainty;

/// <summary>What is measured of a voxel's class probabilities over the passes; higher is less sure.</summary>
/// <remarks>
/// <para>With <c>p_m</c> the probabilities of pass <c>m</c> of <c>M</c>, <c>p</c> their mean and <c>C</c> classes.</para>
/// <para>Source: Gal, Islam and Ghahramani, ICML 2017 (mutual information); Kahl et al., ICLR 2024.</para>
/// </remarks>
public enum VoxelSignal
{
    /// <summary><c>H(p)</c>, predictive entropy. Range: 0 to ln C. Units: nats.</summary>
    Entropy,

    /// <summary>Mean over the passes of <c>H(p_m)</c>. Range: 0 to the entropy. Units: nats.</summary>
    ExpectedEntropy,

    /// <summary>Entropy minus expected entropy. Range: 0 to ln C. Units: nats.</summary>
    MutualInformation,

    /// <summary><c>1 - max p</c>. Range: 0 to 1 - 1/C.</summary>
    LeastConfidence,

    /// <summary>One minus the gap between the two likeliest classes. Range: 0 to 1.</summary>
    Margin,

    /// <summary>Sum over the classes of the variance over the passes (divided by M). Range: 0 to 1 - 1/C.</summary>
    Variance,
}
