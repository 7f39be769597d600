using ActiveSeg.Nets.Uncertainty.Committees;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>What the passes say of one structure in one scan.</summary>
/// <param name="Committee">How far the passes' masks disagree.</param>
/// <param name="Spread">How far their sizes do.</param>
/// <param name="ExpectedDice">Dice if the mean probabilities were right, over all voxels. Range: 0 to 1.</param>
/// <param name="ForegroundExpectedDice">The same over the foreground of <see cref="Aggregation.AggregatedSignal"/>. Range: 0 to 1.</param>
public sealed record StructureUncertainty(
    CommitteeDisagreement Committee,
    MeasuredSpread Spread,
    double ExpectedDice,
    double ForegroundExpectedDice);
