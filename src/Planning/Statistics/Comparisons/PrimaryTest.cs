namespace ActiveSeg.Planning.Statistics.Comparisons;

/// <summary>The test whose p-value is adjusted and claimed; to be fixed before the values are seen.</summary>
public enum PrimaryTest
{
    /// <summary>Exact permutation of signs, on the mean.</summary>
    SignFlip,

    /// <summary>Wilcoxon's signed ranks.</summary>
    Wilcoxon,
}
