using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Measurement;

/// <summary>Sizes of a structure as its label map shows it: whole voxels, no partial volume.</summary>
public static class CrossSections
{
    /// <summary>Area of a structure in every slice across an axis.</summary>
    /// <returns>Shape <c>[slices along axis]</c>, 0 where the structure is absent. Units: mm².</returns>
    /// <remarks>Cost: O(voxels). The area lies in the slice's plane, which for an oblique acquisition is not the patient's axial plane.</remarks>
    public static double[] AreasMm2(LabelMap map, byte structure, GridAxis axis)
    {
        ArgumentNullException.ThrowIfNull(map);
        var counts = VoxelsPerSlice(map, structure, axis);
        var pixel = map.Grid.VoxelVolumeMm3 / map.Grid.SpacingOf(axis);
        return Array.ConvertAll(counts, count => count * pixel);
    }

    /// <summary>Volume of a structure. Units: mm³.</summary>
    public static double VolumeMm3(LabelMap map, byte structure)
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.Labels.AsSpan().Count(structure) * map.Grid.VoxelVolumeMm3;
    }

    private static int[] VoxelsPerSlice(LabelMap map, byte structure, GridAxis axis)
    {
        var size = map.Grid.Size;
        var counts = new int[size.LengthOf(axis)];
        for (var z = 0; z < size.Z; z++)
        {
            for (var y = 0; y < size.Y; y++)
            {
                var row = map.Labels.AsSpan(size.IndexOf(0, y, z), size.X);
                if (axis != GridAxis.I)
                {
                    counts[axis == GridAxis.J ? y : z] += row.Count(structure);
                    continue;
                }

                for (var x = 0; x < row.Length; x++)
                {
                    counts[x] += row[x] == structure ? 1 : 0;
                }
            }
        }

        return counts;
    }
}
