namespace ActiveSeg.Volumes.Grids;

/// <summary>Where the voxels of a volume lie in the patient: size, spacing, origin and direction.</summary>
/// <remarks>
/// <para>Units: mm, LPS. Voxel (i, j, k) has its centre at
/// <c>Origin + i * Spacing.X * AxisI + j * Spacing.Y * AxisJ + k * Spacing.Z * AxisK</c>.</para>
/// <para>Range: spacing above 0 and finite; axes orthonormal within 1e-3, right- or left-handed.</para>
/// </remarks>
public sealed record Grid
{
    /// <summary>Creates a grid.</summary>
    /// <exception cref="ArgumentException">A spacing is not positive and finite, or the axes are not orthonormal.</exception>
    public Grid(GridSize size, VectorMm spacing, VectorMm origin, VectorMm axisI, VectorMm axisJ, VectorMm axisK)
    {
        if (!spacing.IsFinite || spacing.X <= 0 || spacing.Y <= 0 || spacing.Z <= 0)
        {
            throw new ArgumentException($"spacing {spacing} is not positive and finite", nameof(spacing));
        }

        if (!origin.IsFinite)
        {
            throw new ArgumentException($"origin {origin} is not finite", nameof(origin));
        }

        const double tolerance = 1e-3;
        VectorMm[] axes = [axisI, axisJ, axisK];
        for (var a = 0; a < 3; a++)
        {
            for (var b = a; b < 3; b++)
            {
                var off = Math.Abs(axes[a].Dot(axes[b]) - (a == b ? 1 : 0));
                if (!(off <= tolerance))
                {
                    throw new ArgumentException($"axes {a} and {b} are not orthonormal (off by {off:g3})", nameof(axisI));
                }
            }
        }

        (Size, Spacing, Origin, AxisI, AxisJ, AxisK) = (size, spacing, origin, axisI, axisJ, axisK);
    }

    /// <summary>Voxels along each axis.</summary>
    public GridSize Size { get; }

    /// <summary>Distance between voxel centres along the axes I, J and K. Units: mm.</summary>
    public VectorMm Spacing { get; }

    /// <summary>Centre of voxel (0, 0, 0). Units: mm, LPS.</summary>
    public VectorMm Origin { get; }

    /// <summary>Unit vector along which the first index grows.</summary>
    public VectorMm AxisI { get; }

    /// <summary>Unit vector along which the second index grows.</summary>
    public VectorMm AxisJ { get; }

    /// <summary>Unit vector along which the third index grows.</summary>
    public VectorMm AxisK { get; }

    /// <summary>Volume of one voxel. Units: mm³.</summary>
    public double VoxelVolumeMm3 => Spacing.X * Spacing.Y * Spacing.Z;

    /// <summary>A grid with its axes along the patient's, starting at the origin of the coordinate system.</summary>
    public static Grid Aligned(GridSize size, VectorMm spacing) =>
        new(size, spacing, default, new VectorMm(1, 0, 0), new VectorMm(0, 1, 0), new VectorMm(0, 0, 1));

    /// <summary>Position of a (possibly fractional) voxel index. Units: mm, LPS.</summary>
    public VectorMm PositionOf(double i, double j, double k) =>
        Origin + (AxisI * (i * Spacing.X)) + (AxisJ * (j * Spacing.Y)) + (AxisK * (k * Spacing.Z));

    /// <summary>Largest distance between the corresponding corners of two grids of the same size. Units: mm.</summary>
    /// <returns>Positive infinity when the sizes differ.</returns>
    public double CornerDistanceMm(Grid other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Size != other.Size)
        {
            return double.PositiveInfinity;
        }

        var worst = 0.0;
        for (var corner = 0; corner < 8; corner++)
        {
            var (i, j, k) = ((corner & 1) * (Size.X - 1), (corner >> 1 & 1) * (Size.Y - 1), (corner >> 2) * (Size.Z - 1));
            worst = Math.Max(worst, (PositionOf(i, j, k) - other.PositionOf(i, j, k)).Length);
        }

        return worst;
    }
}
