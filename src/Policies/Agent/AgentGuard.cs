namespace ActiveSeg.Policies.Agent;

/// <summary>Lets another arm replace the baseline only when it is likely to be at least as efficient.</summary>
/// <param name="Baseline">Arm to beat. Default: stratified random sampling.</param>
/// <param name="Confidence">Least <c>P(s_k >= s_baseline | evidence)</c>. Range: 0.5 to 0.99. Default: 0.7.</param>
public sealed record AgentGuard(string Baseline = "stratified-random", double Confidence = 0.7);
