namespace ActiveSeg.Policies.Agent;

/// <summary>What the guard did in a decision.</summary>
public enum GuardState
{
    /// <summary>There is no guard.</summary>
    NotConfigured,

    /// <summary>The baseline was not available, so there was nothing to compare with.</summary>
    BaselineAbsent,

    /// <summary>The arm with the highest expected efficiency was the baseline or was likely enough to match it.</summary>
    Passed,

    /// <summary>The arm with the highest expected efficiency was held back.</summary>
    Held,
}
