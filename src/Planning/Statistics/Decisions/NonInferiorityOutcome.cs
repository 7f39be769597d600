using ActiveSeg.Planning.Statistics.Resampling;

namespace ActiveSeg.Planning.Statistics.Decisions;

/// <summary>Whether a policy may be called no worse than another by more than a margin.</summary>
/// <param name="MeanDifference">Policy less baseline.</param>
/// <param name="LowerBound">One-sided, of the mean difference.</param>
/// <param name="Margin">Loss that would not matter. Range: above 0.</param>
/// <param name="PValue">Of "the policy is worse by the margin or more".</param>
/// <param name="IsNonInferior">Whether the bound lies above minus the margin.</param>
/// <param name="PairsBelow">Pairs in which the policy lost by more than the margin.</param>
/// <param name="ShareBelow">Their share of all pairs, with Clopper and Pearson's two-sided interval.</param>
public sealed record NonInferiorityOutcome(
    double MeanDifference,
    double LowerBound,
    double Margin,
    double PValue,
    bool IsNonInferior,
    int PairsBelow,
    Interval ShareBelow);
