namespace ActiveSeg.Planning.Statistics.Decisions;

/// <summary>How many paired seeds a comparison needs.</summary>
/// <param name="Seeds">Pairs.</param>
/// <param name="Power">Chance, with so many, to find the difference. Range: at least the power asked for, below 1.</param>
/// <param name="Difference">True mean difference planned for.</param>
/// <param name="StandardDeviation">Of paired differences, as assumed.</param>
public sealed record SeedPlan(int Seeds, double Power, double Difference, double StandardDeviation);
