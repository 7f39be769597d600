namespace ActiveSeg.Policies.Agent;

/// <summary>A round's label-efficiency as the agent observes it.</summary>
/// <param name="Value">Randomly chosen scans that one scan of the round was worth; 1 is random sampling.</param>
/// <param name="Variance">Of <paramref name="Value"/>, from retraining noise. At least 0.</param>
/// <param name="IsClamped">Whether a Dice was at or above the curve's asymptote, or far off the curve, so that the value
/// was held within a factor 4 of the scans labelled and its variance raised to <c>(n / B)^2</c> (ours).</param>
public sealed record EfficiencyReward(double Value, double Variance, bool IsClamped);
