namespace ActiveSeg.Planning.OffPolicy;

/// <summary>Several estimates of the same policy, to be read together: where they disagree, none is to be trusted.</summary>
/// <param name="Decisions">Logged rounds.</param>
/// <param name="EffectiveSampleSize">Rounds that the weights leave.</param>
/// <param name="ImportanceWeighted">IPS: unbiased, widest.</param>
/// <param name="Clipped">IPS with capped weights: biased towards 0, narrower.</param>
/// <param name="SelfNormalised">SNIPS: small bias, never outside the rewards' range.</param>
/// <param name="DoublyRobust">DR: unbiased where the logged probabilities or the model are right.</param>
/// <param name="SelfNormalisedDoublyRobust">SNDR: its correction divided by the weights' sum.</param>
/// <param name="ClippedShare">Share of rounds whose weight was capped.</param>
public sealed record OffPolicyReport(
    int Decisions,
    double EffectiveSampleSize,
    OffPolicyEstimate ImportanceWeighted,
    OffPolicyEstimate Clipped,
    OffPolicyEstimate SelfNormalised,
    OffPolicyEstimate DoublyRobust,
    OffPolicyEstimate SelfNormalisedDoublyRobust,
    double ClippedShare);
