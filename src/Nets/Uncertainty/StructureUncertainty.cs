using System.Collections.Immutable;
using ActiveSeg.Nets.Uncertainty.Committees;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>What the passes say of one structure in one scan.</summary>
/// <param name="Committee">How far the passes' masks disagree.</param>
/// <param name="PassDice">Dice of the masks of passes i &lt; j, row by row: (0,1), (0,2), …, (1,2), … Shape: <c>[passes (passes - 1) / 2]</c>.</param>
/// <param name="Spread">How far their sizes do.</param>
/// <param name="ExpectedDice">Dice if the mean probabilities were right, over all voxels. Range: 0 to 1.</param>
/// <param name="ForegroundExpectedDice">The same over the foreground of <see cref="Aggregation.AggregatedSignal"/>. Range: 0 to 1.</param>
public sealed record StructureUncertainty(
    CommitteeDisagreement Committee,
    ImmutableArray<float> PassDice,
    MeasuredSpread Spread,
    double ExpectedDice,
    double ForegroundExpectedDice);
