namespace ActiveSeg.Planning.Forecasts;

/// <summary>What the next round is worth: the rise of the noiseless curve.</summary>
/// <param name="From">Labels before.</param>
/// <param name="Added">Labels added.</param>
/// <param name="Expected">Mean rise, in the metric's units.</param>
/// <param name="Low">Lower end of the 95 % interval; at least 0, as all families rise.</param>
/// <param name="High">Upper end.</param>
public readonly record struct RoundGain(double From, double Added, double Expected, double Low, double High);
