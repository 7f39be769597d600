namespace ActiveSeg.Policies.Uncertainty;

/// <summary>How scans are taken from a ranking: the highest, or drawn without replacement with a weight each (Plackett-Luce).</summary>
/// <remarks>
/// <para>Drawn by the largest of <c>log weight + Gumbel(0, 1)</c>, which for beta above 0 is the same order as
/// <c>log(weight) / beta + Gumbel(0, 1 / beta)</c>.</para>
/// <para>Source: Kirsch et al., TMLR 2023 (stochastic batch acquisition).</para>
/// </remarks>
public enum SamplingRule
{
    /// <summary>The highest first; nothing is random.</summary>
    Top,

    /// <summary>Weight <c>u^beta</c>: the key is <c>log u + Gumbel(0, 1 / beta)</c>.</summary>
    Power,

    /// <summary>Weight <c>exp(beta u)</c>: the key is <c>u + Gumbel(0, 1 / beta)</c>.</summary>
    Softmax,

    /// <summary>Weight <c>rank^-beta</c>, the least certain scan having rank 1 and equal ones their mean rank: the key is
    /// <c>-log rank + Gumbel(0, 1 / beta)</c>.</summary>
    SoftRank,
}
