namespace ActiveSeg.Planning.Forecasts;

/// <summary>How many labels a target needs, as a distribution in which "not within the horizon" is kept as mass, never dropped.</summary>
/// <param name="Target">Value to reach.</param>
/// <param name="Horizon">Most labels considered.</param>
/// <param name="Reachable">Probability that asymptote and inter-rater agreement both allow the target, with endless labels.</param>
/// <param name="WithinHorizon">Probability that it is reached within the horizon.</param>
/// <param name="Tenth">Labels with which 10 % of draws have reached it; infinite when fewer do.</param>
/// <param name="Median">The same for half of the draws.</param>
/// <param name="Ninetieth">The same for 90 %.</param>
public readonly record struct LabelsToTarget(
    double Target, double Horizon, double Reachable, double WithinHorizon, double Tenth, double Median, double Ninetieth);
