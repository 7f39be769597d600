namespace ActiveSeg.Nets.Plans;

/// <summary>How intensities become network input.</summary>
public enum Normalisation
{
    /// <summary>Each scan: clip to its percentiles 0.5 and 99.5, subtract its mean, divide by its deviation. For MR.</summary>
    PerScan = 0,

    /// <summary>All scans alike, with the numbers of the plan. For calibrated units (CT).</summary>
    Shared = 1,
}
