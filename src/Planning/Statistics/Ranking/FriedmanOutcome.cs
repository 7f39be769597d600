using System.Collections.Immutable;

namespace ActiveSeg.Planning.Statistics.Ranking;

/// <summary>What Friedman's test says.</summary>
/// <param name="AverageRanks">One a policy, 1 being best in every block.</param>
/// <param name="Blocks">Datasets.</param>
/// <param name="ChiSquared">Corrected for ties; policies - 1 degrees of freedom.</param>
/// <param name="ChiSquaredPValue">Its upper tail.</param>
/// <param name="F">Iman and Davenport's, less conservative. Infinite where all blocks rank alike.</param>
/// <param name="FPValue">Its upper tail.</param>
public sealed record FriedmanOutcome(
    ImmutableArray<double> AverageRanks, int Blocks, double ChiSquared, double ChiSquaredPValue, double F, double FPValue);
