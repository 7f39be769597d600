namespace ActiveSeg.Volumes.Grids;

/// <summary>Questions about where a grid lies.</summary>
public static class GridGeometry
{
    /// <summary>Largest corner distance at which two grids still count as the same. Units: mm.</summary>
    public const double ToleranceMm = 1e-3;

    private static readonly VectorMm Superior = new(0, 0, 1);

    /// <summary>Whether two grids have the same size and no corner farther apart than <see cref="ToleranceMm"/>.</summary>
    public static bool IsSameAs(this Grid grid, Grid other)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return grid.CornerDistanceMm(other) <= ToleranceMm;
    }

    /// <summary>Fractional voxel index of a position, the inverse of <see cref="Grid.PositionOf"/>.</summary>
    /// <returns>X, Y and Z hold i, j and k; not limited to the grid. Units: voxels.</returns>
    public static VectorMm VoxelOf(this Grid grid, VectorMm position)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var from = position - grid.Origin;
        var (a, b, c) = (grid.AxisI, grid.AxisJ, grid.AxisK);
        var determinant = a.Dot(b.Cross(c));
        return new VectorMm(
            from.Dot(b.Cross(c)) / determinant / grid.Spacing.X,
            from.Dot(c.Cross(a)) / determinant / grid.Spacing.Y,
            from.Dot(a.Cross(b)) / determinant / grid.Spacing.Z);
    }

    /// <summary>Unit vector of an index direction.</summary>
    public static VectorMm DirectionOf(this Grid grid, GridAxis axis)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return axis switch { GridAxis.I => grid.AxisI, GridAxis.J => grid.AxisJ, _ => grid.AxisK };
    }

    /// <summary>Distance between neighbours along an index direction. Units: mm.</summary>
    public static double SpacingOf(this Grid grid, GridAxis axis)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return axis switch { GridAxis.I => grid.Spacing.X, GridAxis.J => grid.Spacing.Y, _ => grid.Spacing.Z };
    }

    /// <summary>Number of voxels along an index direction.</summary>
    public static int LengthOf(this GridSize size, GridAxis axis) =>
        axis switch { GridAxis.I => size.X, GridAxis.J => size.Y, _ => size.Z };

    /// <summary>The index direction closest to a direction in the patient, either way round; the earlier one on a tie.</summary>
    public static GridAxis AxisClosestTo(this Grid grid, VectorMm direction)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var best = GridAxis.I;
        foreach (var axis in (ReadOnlySpan<GridAxis>)[GridAxis.J, GridAxis.K])
        {
            if (Math.Abs(grid.DirectionOf(axis).Dot(direction)) > Math.Abs(grid.DirectionOf(best).Dot(direction)))
            {
                best = axis;
            }
        }

        return best;
    }

    /// <summary>The index direction closest to the patient's long axis: its slices are the axial ones.</summary>
    public static GridAxis AxialAxis(this Grid grid) => grid.AxisClosestTo(Superior);
}
