namespace ActiveSeg.Policies.Uncertainty;

/// <summary>How strongly a ranking steers random draws: beta of the rules in <see cref="SamplingRule"/>, growing over the rounds.</summary>
/// <remarks>
/// <para>Source: Kirsch et al., TMLR 2023 (power acquisition); the schedule of Lueth et al., TMLR 2026 (ClaSP PE).</para>
/// </remarks>
/// <param name="StartBeta">Beta of the first round; 0 would be uniform sampling. Range: above 0. Default: 1.</param>
/// <param name="EndBeta">Beta of the last round; large means nearly greedy. Range: above 0. Default: 100.</param>
public sealed record PowerNoise(double StartBeta = 1, double EndBeta = 100)
{
    /// <summary>Beta 1 in every round, as the stochastic rules were published.</summary>
    public static PowerNoise Constant { get; } = new(1, 1);

    /// <summary>Beta of a round, geometric between the ends.</summary>
    /// <param name="round">From 0; clamped to the plan.</param>
    /// <param name="rounds">Rounds planned.</param>
    public double BetaAt(int round, int rounds) =>
        rounds <= 1
            ? StartBeta
            : StartBeta * Math.Pow(EndBeta / StartBeta, Math.Clamp(round / (double)(rounds - 1), 0, 1));

    /// <exception cref="ArgumentOutOfRangeException">A beta is not positive and finite.</exception>
    internal PowerNoise Checked() =>
        StartBeta > 0 && EndBeta > 0 && double.IsFinite(StartBeta) && double.IsFinite(EndBeta)
            ? this
            : throw new ArgumentOutOfRangeException(nameof(StartBeta), this, "beta is positive and finite");
}
