namespace ActiveSeg.Planning.OffPolicy;

/// <summary>One round as it was logged, seen by the policy to be judged.</summary>
/// <param name="LoggedProbability">Chance with which the arm taken was taken. Range: above 0, at most 1.</param>
/// <param name="TargetProbability">Chance with which the policy to be judged would have taken it. Range: 0 to 1.</param>
/// <param name="Reward">Normalised reward of the round, such as its label-efficiency.</param>
/// <param name="ModelledReward">Reward that a model expects of the arm taken, <c>q(x, a)</c>; 0 without a model.</param>
/// <param name="ModelledTargetReward">Reward that the model expects of the policy to be judged, <c>q(x, pi)</c>; 0 without a model.</param>
public readonly record struct LoggedDecision(
    double LoggedProbability,
    double TargetProbability,
    double Reward,
    double ModelledReward = 0,
    double ModelledTargetReward = 0)
{
    /// <summary>Target over logged probability.</summary>
    public double Weight => TargetProbability / LoggedProbability;
}
