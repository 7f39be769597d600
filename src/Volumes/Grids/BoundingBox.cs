namespace ActiveSeg.Volumes.Grids;

/// <summary>A box of voxels, both ends included.</summary>
public readonly record struct BoundingBox(int X0, int Y0, int Z0, int X1, int Y1, int Z1)
{
    /// <summary>Voxels along x, y and z.</summary>
    public (int X, int Y, int Z) Extent => (X1 - X0 + 1, Y1 - Y0 + 1, Z1 - Z0 + 1);

    /// <summary>The smallest box around a structure, or null when it is absent.</summary>
    public static BoundingBox? Of(LabelMap map, byte structure)
    {
        ArgumentNullException.ThrowIfNull(map);
        var size = map.Grid.Size;
        var (x0, y0, z0, x1, y1, z1) = (int.MaxValue, int.MaxValue, int.MaxValue, -1, -1, -1);
        for (var z = 0; z < size.Z; z++)
        {
            for (var y = 0; y < size.Y; y++)
            {
                var row = map.Labels.AsSpan(size.IndexOf(0, y, z), size.X);
                var first = row.IndexOf(structure);
                if (first >= 0)
                {
                    (x0, x1) = (Math.Min(x0, first), Math.Max(x1, row.LastIndexOf(structure)));
                    (y0, y1) = (Math.Min(y0, y), Math.Max(y1, y));
                    (z0, z1) = (Math.Min(z0, z), Math.Max(z1, z));
                }
            }
        }

        return x1 < 0 ? null : new BoundingBox(x0, y0, z0, x1, y1, z1);
    }

    /// <summary>The smallest box around two.</summary>
    public BoundingBox Union(BoundingBox other) => new(
        Math.Min(X0, other.X0), Math.Min(Y0, other.Y0), Math.Min(Z0, other.Z0),
        Math.Max(X1, other.X1), Math.Max(Y1, other.Y1), Math.Max(Z1, other.Z1));

    /// <summary>The box grown by a margin on every side, cut at the grid's border.</summary>
    /// <param name="grid">The grid that the box indexes.</param>
    /// <param name="marginMm">Rounded up to whole voxels along each axis. Units: mm.</param>
    public BoundingBox Dilate(Grid grid, double marginMm)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var (mx, my, mz) = (Voxels(marginMm, grid.Spacing.X), Voxels(marginMm, grid.Spacing.Y), Voxels(marginMm, grid.Spacing.Z));
        return new BoundingBox(
            Math.Max(0, X0 - mx), Math.Max(0, Y0 - my), Math.Max(0, Z0 - mz),
            Math.Min(grid.Size.X - 1, X1 + mx), Math.Min(grid.Size.Y - 1, Y1 + my), Math.Min(grid.Size.Z - 1, Z1 + mz));
    }

    private static int Voxels(double marginMm, double spacing) => (int)Math.Ceiling((marginMm / spacing) - 1e-9);
}
