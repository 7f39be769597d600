namespace ActiveSeg.Planning.Statistics.Paired;

/// <summary>What the signed-rank test does with pairs that do not differ.</summary>
public enum ZeroDifferences
{
    /// <summary>They leave before ranks are given (Wilcoxon 1945).</summary>
    Discarded,

    /// <summary>They take the lowest ranks and leave afterwards (Pratt, JASA 1959): many ties with the baseline then weaken the test.</summary>
    RankedFirst,
}
