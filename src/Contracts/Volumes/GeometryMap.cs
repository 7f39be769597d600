using ActiveSeg.Domain.Pools;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Contracts.Volumes;

/// <summary>Turns a grid into plain numbers and back.</summary>
public static class GeometryMap
{
    /// <summary>Largest corner distance at which two geometries count as the same. Units: mm.</summary>
    public const double ToleranceMm = 1e-3;

    /// <summary>Plain numbers of a grid.</summary>
    public static ScanGeometry ToGeometry(this Grid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var (i, j, k) = (grid.AxisI, grid.AxisJ, grid.AxisK);
        return new ScanGeometry(
            [grid.Size.X, grid.Size.Y, grid.Size.Z],
            [grid.Spacing.X, grid.Spacing.Y, grid.Spacing.Z],
            [grid.Origin.X, grid.Origin.Y, grid.Origin.Z],
            [i.X, i.Y, i.Z, j.X, j.Y, j.Z, k.X, k.Y, k.Z]);
    }

    /// <summary>Grid of plain numbers.</summary>
    /// <exception cref="ArgumentException">The numbers are not a grid.</exception>
    public static Grid ToGrid(this ScanGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        if (geometry.Size.Length != 3 || geometry.SpacingMm.Length != 3 || geometry.OriginMm.Length != 3
            || geometry.Axes.Length != 9)
        {
            throw new ArgumentException("a geometry has 3 sizes, 3 spacings, 3 origin numbers and 9 axis numbers", nameof(geometry));
        }

        var (s, p, o, a) = (geometry.Size, geometry.SpacingMm, geometry.OriginMm, geometry.Axes);
        return new Grid(
            new GridSize(s[0], s[1], s[2]),
            new VectorMm(p[0], p[1], p[2]),
            new VectorMm(o[0], o[1], o[2]),
            new VectorMm(a[0], a[1], a[2]),
            new VectorMm(a[3], a[4], a[5]),
            new VectorMm(a[6], a[7], a[8]));
    }
}
