namespace ActiveSeg.Volumes.Grids;

/// <summary>A structure's number for every voxel of a grid; 0 is background.</summary>
/// <remarks>Shapes: <c>Labels</c> is <c>[Z, Y, X]</c> flat, X fastest. Range: 0 to 255.</remarks>
public sealed class LabelMap
{
    /// <summary>Takes the array over without copying it.</summary>
    /// <exception cref="ArgumentException">The array's length is not the grid's number of voxels.</exception>
    public LabelMap(Grid grid, byte[] labels)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length != grid.Size.Count)
        {
            throw new ArgumentException($"{labels.Length} labels for a grid of {grid.Size}", nameof(labels));
        }

        (Grid, Labels) = (grid, labels);
    }

    /// <summary>Geometry of the voxels.</summary>
    public Grid Grid { get; }

    /// <summary>Structure of each voxel, X fastest; 0 is background.</summary>
    public byte[] Labels { get; }
}
