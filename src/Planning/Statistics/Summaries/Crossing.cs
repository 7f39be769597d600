namespace ActiveSeg.Planning.Statistics.Summaries;

/// <summary>Where a curve meets its target.</summary>
public enum Crossing
{
    /// <summary>Between two budgets; the labels are interpolated.</summary>
    Reached,

    /// <summary>Not by the largest budget: the labels are only known to be more.</summary>
    NotReached,

    /// <summary>At or before the smallest budget: the labels are only known to be no more.</summary>
    ReachedAtStart,
}
