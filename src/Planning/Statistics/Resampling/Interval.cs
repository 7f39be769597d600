namespace ActiveSeg.Planning.Statistics.Resampling;

/// <summary>An estimate with its confidence interval.</summary>
/// <param name="Estimate">From the sample itself.</param>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Level">Nominal coverage, both sides together. Range: inside (0, 1).</param>
public sealed record Interval(double Estimate, double Lower, double Upper, double Level)
{
    /// <summary>Whether a value lies within, ends included.</summary>
    public bool Holds(double value) => Lower <= value && value <= Upper;
}
