namespace ActiveSeg.Planning.Statistics.Paired;

/// <summary>What a test says about paired differences.</summary>
/// <param name="Statistic">As the test defines it.</param>
/// <param name="PValue">Range: 0 to 1.</param>
/// <param name="Pairs">Pairs that entered; zero differences count only where the test keeps them.</param>
/// <param name="IsExact">Whether the p-value comes from the whole null distribution, not from an approximation or a sample of it.</param>
public sealed record TestOutcome(double Statistic, double PValue, int Pairs, bool IsExact);
