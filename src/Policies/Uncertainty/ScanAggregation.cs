namespace ActiveSeg.Policies.Uncertainty;

/// <summary>How a map of voxels became one number of a scan.</summary>
/// <remarks>
/// <para>Source: Kahl et al., ICLR 2024 (the step matters more than the signal); Ma et al., 2024 (selective).</para>
/// </remarks>
public enum ScanAggregation
{
    /// <summary>Mean over all voxels: for comparison only, easy background outweighs the rest.</summary>
    Image,

    /// <summary>Mean over what is predicted and its surroundings.</summary>
    Foreground,

    /// <summary>Mean over the band about the borders between classes.</summary>
    Boundary,

    /// <summary>The largest mean over a window.</summary>
    Window,

    /// <summary>Mean over the most uncertain share of the voxels.</summary>
    Top,

    /// <summary>Mean over the structures, each counting the same whatever its size.</summary>
    Structures,

    /// <summary>Mean over voxels in a predicted structure or near probability one half.</summary>
    Selective,
}
