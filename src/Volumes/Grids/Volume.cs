namespace ActiveSeg.Volumes.Grids;

/// <summary>Intensities on a grid.</summary>
/// <remarks>Shapes: <c>Voxels</c> is <c>[Z, Y, X]</c> flat, X fastest. Range: every voxel is finite.</remarks>
public sealed class Volume
{
    /// <summary>Takes the array over without copying it.</summary>
    /// <exception cref="ArgumentException">The array's length is not the grid's number of voxels.</exception>
    public Volume(Grid grid, float[] voxels)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(voxels);
        if (voxels.Length != grid.Size.Count)
        {
            throw new ArgumentException($"{voxels.Length} voxels for a grid of {grid.Size}", nameof(voxels));
        }

        (Grid, Voxels) = (grid, voxels);
    }

    /// <summary>Geometry of the voxels.</summary>
    public Grid Grid { get; }

    /// <summary>Intensities, X fastest.</summary>
    public float[] Voxels { get; }
}
