namespace ActiveSeg.Nets.Uncertainty;

/// <summary>Checks of the hard masks of several passes.</summary>
internal static class Masks
{
    /// <summary>The voxels of each mask.</summary>
    /// <exception cref="ArgumentException">There is no mask, or their lengths differ.</exception>
    public static int RequireSame(byte[][] masks)
    {
        ArgumentNullException.ThrowIfNull(masks);
        if (masks.Length == 0 || masks.Any(m => m.Length != masks[0].Length))
        {
            throw new ArgumentException("no masks, or masks of different lengths", nameof(masks));
        }

        return masks[0].Length;
    }

    /// <exception cref="ArgumentException">There is no mask, or one does not fill the stack.</exception>
    public static void RequireFilling(byte[][] masks, StackGrid grid)
    {
        if (RequireSame(masks) != grid.Voxels)
        {
            throw new ArgumentException($"masks of {masks[0].Length} voxels on a stack of {grid.Voxels}", nameof(masks));
        }
    }
}
