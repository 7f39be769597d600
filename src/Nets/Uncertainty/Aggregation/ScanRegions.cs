namespace ActiveSeg.Nets.Uncertainty.Aggregation;

/// <summary>The voxels of a scan that are worth looking at. Shapes: indices of voxels, rising.</summary>
internal sealed record ScanRegions(int[] Foreground, int[] Boundary, bool HasForeground)
{
    private const double ShareWithoutForeground = 0.01;

    /// <param name="classes">Predicted classes. Shape: <c>[voxels]</c>.</param>
    /// <param name="entropy">Says which voxels to take when nothing is predicted. Shape: <c>[voxels]</c>.</param>
    /// <param name="grid">The stack.</param>
    /// <param name="reachMm">Reach along each axis. Units: mm.</param>
    /// <remarks>Cost: O(voxels).</remarks>
    /// <exception cref="ArgumentException">The shapes disagree, the reach is negative or not finite, or an entropy is negative or not a number.</exception>
    public static ScanRegions Of(byte[] classes, float[] entropy, StackGrid grid, double reachMm)
    {
        if (classes.Length != grid.Voxels || entropy.Length != grid.Voxels || !(reachMm >= 0 && double.IsFinite(reachMm)))
        {
            throw new ArgumentException($"{classes.Length} classes and {entropy.Length} entropies of {grid.Voxels} voxels, {reachMm} mm");
        }

        if (!classes.AsSpan().ContainsAnyExcept((byte)0))
        {
            var threshold = TopVoxels.Threshold(entropy, ShareWithoutForeground);
            var likely = Where(Array.ConvertAll(entropy, v => v >= threshold));
            return new ScanRegions(likely, likely, false);
        }

        var region = new MaskBox(grid.Slices, grid.Rows, grid.Columns);
        for (var v = 0; v < classes.Length; v++)
        {
            region.Voxels[v] = classes[v] != 0;
        }

        region.Grow(reachMm, grid.SpacingMm);
        var band = MaskBox.BordersOf(classes, grid.Slices, grid.Rows, grid.Columns).Grow(reachMm, grid.SpacingMm);
        var (inside, border) = (Where(region.Voxels), Where(band.Voxels));
        return new ScanRegions(inside, border.Length > 0 ? border : inside, true);
    }

    private static int[] Where(bool[] marked)
    {
        var voxels = new int[marked.AsSpan().Count(true)];
        for (int v = 0, at = 0; v < marked.Length; v++)
        {
            if (marked[v])
            {
                voxels[at++] = v;
            }
        }

        return voxels;
    }
}
