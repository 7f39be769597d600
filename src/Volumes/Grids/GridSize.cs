namespace ActiveSeg.Volumes.Grids;

/// <summary>Number of voxels along the three axes of a grid; X runs fastest in memory.</summary>
/// <remarks>Range: each axis 1 to 32,767 (the limit of NIfTI-1); at most 2^31 - 1 voxels in all.</remarks>
public readonly record struct GridSize
{
    /// <summary>Creates a size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An axis is outside 1 to 32,767, or the product exceeds 2^31 - 1.</exception>
    public GridSize(int x, int y, int z)
    {
        foreach (var axis in (ReadOnlySpan<int>)[x, y, z])
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(axis, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(axis, 32_767);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)x * y * z, int.MaxValue, "x * y * z");
        (X, Y, Z) = (x, y, z);
    }

    /// <summary>Voxels along the first axis.</summary>
    public int X { get; }

    /// <summary>Voxels along the second axis.</summary>
    public int Y { get; }

    /// <summary>Voxels along the third axis.</summary>
    public int Z { get; }

    /// <summary>Number of voxels.</summary>
    public int Count => X * Y * Z;

    /// <summary>Position of voxel (x, y, z) in a flat array.</summary>
    public int IndexOf(int x, int y, int z) => x + (X * (y + (Y * z)));

    /// <inheritdoc />
    public override string ToString() => $"{X}x{Y}x{Z}";
}
