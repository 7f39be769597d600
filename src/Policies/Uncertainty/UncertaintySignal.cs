namespace ActiveSeg.Policies.Uncertainty;

/// <summary>What is measured of a voxel's class probabilities; higher is less certain.</summary>
/// <remarks>
/// <para>With <c>p_m</c> the probabilities of pass <c>m</c> and <c>p</c> their mean over the passes.</para>
/// <para>Source: Gal, Islam and Ghahramani, ICML 2017 (BALD); Kahl et al., ICLR 2024 (the others side by side).</para>
/// </remarks>
public enum UncertaintySignal
{
    /// <summary><c>H(p)</c>. Units: nats.</summary>
    Entropy,

    /// <summary>Mean over the passes of <c>H(p_m)</c>. Units: nats.</summary>
    ExpectedEntropy,

    /// <summary><c>H(p)</c> minus the mean of <c>H(p_m)</c>: BALD. Units: nats.</summary>
    MutualInformation,

    /// <summary>Sum over the classes of the variance over the passes.</summary>
    Variance,

    /// <summary>One minus the gap between the two likeliest classes.</summary>
    Margin,

    /// <summary>One minus the likeliest class's probability.</summary>
    LeastConfidence,
}
