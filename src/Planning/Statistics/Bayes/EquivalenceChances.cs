namespace ActiveSeg.Planning.Statistics.Bayes;

/// <summary>Posterior chances of three verdicts, which add up to 1.</summary>
/// <param name="Worse">Below the region of practical equivalence.</param>
/// <param name="Equivalent">Within it.</param>
/// <param name="Better">Above it.</param>
public sealed record EquivalenceChances(double Worse, double Equivalent, double Better);
