using System.Collections.Immutable;

namespace ActiveSeg.Policies.Agent;

/// <summary>The arm drawn for a round, with all that is needed to evaluate another policy on the log.</summary>
/// <param name="Arm">Arm that was drawn.</param>
/// <param name="Probability">Its exact chance.</param>
/// <param name="Preferred">Arm with the highest expected efficiency among those that the guard lets through.</param>
/// <param name="Outlooks">Every available arm, in ordinal order of name; probabilities sum to 1.</param>
/// <param name="Guard">What the guard did.</param>
/// <param name="Context">Shape <c>[p]</c>.</param>
/// <param name="Round">Rewards observed before the decision.</param>
/// <param name="Reason">One sentence for the coordinator.</param>
public sealed record ArmDecision(
    string Arm,
    double Probability,
    string Preferred,
    ImmutableArray<ArmOutlook> Outlooks,
    GuardState Guard,
    ImmutableArray<double> Context,
    int Round,
    string Reason);
