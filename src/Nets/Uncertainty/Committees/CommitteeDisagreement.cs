using System.Collections.Immutable;

namespace ActiveSeg.Nets.Uncertainty.Committees;

/// <summary>How far the hard masks of a committee of <c>K</c> passes disagree: eigenrank by committee in three forms.</summary>
/// <remarks>
/// <para>With <c>A</c> the matrix of pairwise Dice and <c>D = 1 - A</c>. All are 0 when the masks agree or there is one only, 1 when no two overlap.</para>
/// <para>Source: Gaonkar et al., Medical Image Analysis 67 (2021) 101834.</para>
/// </remarks>
/// <param name="Lambda">Largest eigenvalue of <c>D</c> over <c>K - 1</c>. Range: 0 to 1; never below <paramref name="Mean"/>.</param>
/// <param name="Entropy">Von Neumann entropy of <c>A / K</c> over <c>ln K</c>. Range: 0 to 1.</param>
/// <param name="Mean">Mean of <c>D</c> over the pairs. Range: 0 to 1.</param>
public sealed record CommitteeDisagreement(double Lambda, double Entropy, double Mean)
{
    /// <summary>Each form's mean over structures; all agree when there are none.</summary>
    public static CommitteeDisagreement MeanOf(ImmutableArray<CommitteeDisagreement> structures) =>
        structures.IsDefaultOrEmpty
            ? new CommitteeDisagreement(0, 0, 0)
            : new CommitteeDisagreement(
                structures.Average(s => s.Lambda), structures.Average(s => s.Entropy), structures.Average(s => s.Mean));
}
