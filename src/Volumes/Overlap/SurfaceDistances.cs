using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Overlap;

/// <summary>Distances between the surfaces of the same structure in two label maps on one grid.</summary>
/// <remarks>
/// A surface voxel belongs to the structure and touches, by one of its six faces, a voxel that does not, or the border of
/// the grid. Distances run between voxel centres. Work is limited to the box that holds both structures.
/// </remarks>
internal static class SurfaceDistances
{
    /// <summary>For every surface voxel of each map, the distance to the nearest surface voxel of the other. Units: mm.</summary>
    /// <returns>Two sorted arrays, or null when the structure is absent from either map.</returns>
    public static (double[] FromA, double[] FromB)? Between(LabelMap a, LabelMap b, byte structure)
    {
        if (BoundingBox.Of(a, structure) is not { } boxA || BoundingBox.Of(b, structure) is not { } boxB)
        {
            return null;
        }

        var box = boxA.Union(boxB);
        var surfaceA = Surface(a, structure, box);
        var surfaceB = Surface(b, structure, box);
        var spacing = (a.Grid.Spacing.X, a.Grid.Spacing.Y, a.Grid.Spacing.Z);
        var toA = DistanceTransform.SquaredMm2(surfaceA, box.Extent, spacing);
        var toB = DistanceTransform.SquaredMm2(surfaceB, box.Extent, spacing);
        return (Collect(surfaceA, toB), Collect(surfaceB, toA));
    }

    private static bool[] Surface(LabelMap map, byte structure, BoundingBox box)
    {
        var (size, labels) = (map.Grid.Size, map.Labels);
        var (strideY, strideZ) = (size.X, size.X * size.Y);
        var (ex, ey, ez) = box.Extent;
        var surface = new bool[ex * ey * ez];
        var at = 0;
        for (var z = box.Z0; z <= box.Z1; z++)
        {
            for (var y = box.Y0; y <= box.Y1; y++)
            {
                var v = size.IndexOf(box.X0, y, z);
                for (var x = box.X0; x <= box.X1; x++, v++, at++)
                {
                    surface[at] = labels[v] == structure
                        && (x == 0 || x == size.X - 1 || y == 0 || y == size.Y - 1 || z == 0 || z == size.Z - 1
                            || labels[v - 1] != structure || labels[v + 1] != structure
                            || labels[v - strideY] != structure || labels[v + strideY] != structure
                            || labels[v - strideZ] != structure || labels[v + strideZ] != structure);
                }
            }
        }

        return surface;
    }

    private static double[] Collect(bool[] surface, double[] squared)
    {
        var distances = new double[surface.AsSpan().Count(true)];
        for (int v = 0, at = 0; v < surface.Length; v++)
        {
            if (surface[v])
            {
                distances[at++] = Math.Sqrt(squared[v]);
            }
        }

        Array.Sort(distances);
        return distances;
    }
}
