namespace ActiveSeg.Policies.Uncertainty;

/// <summary>Decaying power noise: a scan's key is <c>log u + Gumbel(0, 1/beta)</c>, with beta growing over the rounds.</summary>
/// <remarks>
/// <para>Source: Kirsch et al., TMLR 2023 (power acquisition); the schedule of Lueth et al., TMLR 2026 (ClaSP PE).</para>
/// </remarks>
/// <param name="StartBeta">Beta of the first round; 0 would be uniform sampling. Range: above 0. Default: 1.</param>
/// <param name="EndBeta">Beta of the last round; large means nearly greedy. Range: above 0. Default: 100.</param>
public sealed record PowerNoise(double StartBeta = 1, double EndBeta = 100)
{
    /// <summary>Beta of a round, geometric between the ends.</summary>
    /// <param name="round">From 0; clamped to the plan.</param>
    /// <param name="rounds">Rounds planned.</param>
    public double BetaAt(int round, int rounds) =>
        rounds <= 1
            ? StartBeta
            : StartBeta * Math.Pow(EndBeta / StartBeta, Math.Clamp(round / (double)(rounds - 1), 0, 1));
}
