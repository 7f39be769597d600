using System.Collections.Immutable;

namespace ActiveSeg.Policies.Selection;

/// <summary>The scans that a strategy picked for one round.</summary>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Picks">In the order of picking; no scan twice.</param>
public sealed record Batch(string Strategy, ImmutableArray<Pick> Picks);
