namespace ActiveSeg.Nets.Scoring;

/// <summary>One way to run a network over a scan.</summary>
/// <param name="Member">Number of the network in its ensemble.</param>
/// <param name="MirrorSlices">Whether slices run backwards.</param>
/// <param name="MirrorRows">Whether rows do.</param>
/// <param name="MirrorColumns">Whether columns do.</param>
/// <param name="DropoutSeed">Seed of dropped channels; null: none are dropped.</param>
internal readonly record struct ScoringPass(int Member, bool MirrorSlices, bool MirrorRows, bool MirrorColumns, int? DropoutSeed);
