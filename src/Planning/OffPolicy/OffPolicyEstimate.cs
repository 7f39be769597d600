namespace ActiveSeg.Planning.OffPolicy;

/// <summary>Mean reward of a policy that was not the one that ran.</summary>
/// <param name="Value">In the reward's unit.</param>
/// <param name="StandardError">As if rounds were independent, which rounds of one study are not.</param>
public readonly record struct OffPolicyEstimate(double Value, double StandardError);
