namespace ActiveSeg.Planning.Statistics.Summaries;

/// <summary>Ratio of two numbers of labels, either of which may be known only as a bound.</summary>
/// <param name="AtLeast">Range: 0 (nothing known) or more.</param>
/// <param name="AtMost">Infinite where nothing is known above.</param>
public sealed record LabelRatio(double AtLeast, double AtMost)
{
    /// <summary>Whether both numbers were reached, so that the ratio is a number.</summary>
    public bool IsKnown => AtLeast == AtMost;
}
