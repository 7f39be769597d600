namespace ActiveSeg.Domain.Rounds;

/// <summary>How probable an arm was when the agent chose, and what it was expected to bring.</summary>
/// <param name="Arm">Name of the query strategy.</param>
/// <param name="Probability">Exact, sums to 1 over the arms.</param>
/// <param name="ExpectedEfficiency">Posterior mean of label-efficiency; 1 is the reference curve's.</param>
[GenerateSerializer, Immutable, Alias("activeseg.arm-probability")]
public sealed record ArmProbability(
    [property: Id(0)] string Arm, [property: Id(1)] double Probability, [property: Id(2)] double ExpectedEfficiency);
