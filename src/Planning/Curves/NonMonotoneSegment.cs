namespace ActiveSeg.Planning.Curves;

/// <summary>A stretch over which the measured curve fell by more than its noise explains; all families rise, so forecasts across it are doubtful.</summary>
/// <param name="From">Labels at the start of the fall.</param>
/// <param name="To">Labels at its end.</param>
/// <param name="Drop">How far the value fell, in the metric's units.</param>
/// <param name="Z">The fall over the standard deviation of such a difference.</param>
public readonly record struct NonMonotoneSegment(double From, double To, double Drop, double Z);
