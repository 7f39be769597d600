namespace ActiveSeg.Policies.Agent;

/// <summary>How one arm looked when a decision was made.</summary>
/// <param name="Arm">Name of the query strategy.</param>
/// <param name="Probability">Exact chance that the decision took this arm.</param>
/// <param name="Efficiency">Posterior mean of the label-efficiency: random-sampling scans that one of its scans is worth.</param>
/// <param name="EfficiencySd">Posterior standard deviation of that.</param>
/// <param name="ChanceToMatchBaseline">P(efficiency at least the guard's baseline's); null without a guard.</param>
public sealed record ArmOutlook(
    string Arm, double Probability, double Efficiency, double EfficiencySd, double? ChanceToMatchBaseline);
