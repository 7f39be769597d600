using System.Collections.Immutable;

namespace ActiveSeg.Volumes.Consensus;

/// <summary>How one structure was fused and how reliable each read looked.</summary>
/// <param name="Structure">Number of the structure.</param>
/// <param name="FellBackToMajority">The estimate was not to be trusted and the majority was taken.</param>
/// <param name="Sensitivity">Shape <c>[reads]</c>; empty after a fall-back. Range: 0 to 1.</param>
/// <param name="Specificity">Shape <c>[reads]</c>, inside the box only; empty after a fall-back. Range: 0 to 1.</param>
public sealed record StapleEstimate(
    byte Structure,
    bool FellBackToMajority,
    ImmutableArray<double> Sensitivity,
    ImmutableArray<double> Specificity);
