using ActiveSeg.Planning.Curves;

namespace ActiveSeg.Planning.Forecasts;

/// <summary>Posterior probability of a family, all families being equally likely before.</summary>
/// <param name="Family">The family.</param>
/// <param name="Probability">Range: 0 to 1; the weights of one posterior sum to 1.</param>
public readonly record struct FamilyWeight(CurveFamily Family, double Probability);
