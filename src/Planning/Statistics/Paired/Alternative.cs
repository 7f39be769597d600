namespace ActiveSeg.Planning.Statistics.Paired;

/// <summary>Which departure from "no difference" a test looks for.</summary>
public enum Alternative
{
    /// <summary>Either way.</summary>
    TwoSided,

    /// <summary>Differences lie above 0.</summary>
    Greater,

    /// <summary>Differences lie below 0.</summary>
    Less,
}
