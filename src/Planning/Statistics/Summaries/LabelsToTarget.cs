namespace ActiveSeg.Planning.Statistics.Summaries;

/// <summary>Labels that a target takes, as far as the curve tells: a number, or a bound where the curve ends before it.</summary>
public sealed record LabelsToTarget
{
    private LabelsToTarget(Crossing crossing, double atLeast, double atMost) => (Crossing, AtLeast, AtMost) = (crossing, atLeast, atMost);

    /// <summary>Whether the labels are a number or a bound.</summary>
    public Crossing Crossing { get; }

    /// <summary>Same as <see cref="AtMost"/> where reached; the largest budget where not; 0 where reached at the start.</summary>
    public double AtLeast { get; }

    /// <summary>Infinite where not reached; the smallest budget where reached at the start.</summary>
    public double AtMost { get; }

    /// <summary>The target was met at <paramref name="labels"/>.</summary>
    public static LabelsToTarget Reached(double labels) => new(Crossing.Reached, labels, labels);

    /// <summary>Right-censored: still short of the target at <paramref name="largestBudget"/>.</summary>
    public static LabelsToTarget NotReached(double largestBudget) => new(Crossing.NotReached, largestBudget, double.PositiveInfinity);

    /// <summary>Left-censored: met already at <paramref name="smallestBudget"/>.</summary>
    public static LabelsToTarget ReachedAtStart(double smallestBudget) => new(Crossing.ReachedAtStart, 0, smallestBudget);

    /// <summary>These labels as a share of those.</summary>
    public LabelRatio Over(LabelsToTarget other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new LabelRatio(
            double.IsInfinity(other.AtMost) ? 0 : AtLeast / other.AtMost,
            other.AtLeast == 0 || double.IsInfinity(AtMost) ? double.PositiveInfinity : AtMost / other.AtLeast);
    }
}
