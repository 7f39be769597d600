namespace ActiveSeg.Nets.Uncertainty.Aggregation;

/// <summary>How maps of voxels become numbers of a scan.</summary>
public sealed record AggregationOptions
{
    /// <summary>Reach of the region round the predicted structures, and of the band about their borders, along each axis. Units: mm. Default: 3.</summary>
    public double ReachMm { get; init; } = 3;

    /// <summary>The sliding window, cut to the stack where it is larger. Units: voxels. Default: 3 slices of 32 rows and 32 columns.</summary>
    public (int Slices, int Rows, int Columns) WindowVoxels { get; init; } = (3, 32, 32);

    /// <summary>Share of the voxels that are the most uncertain; at least one voxel. Range: above 0, up to 1. Default: 0.01.</summary>
    public double TopShare { get; init; } = 0.01;
}
