using ActiveSeg.Volumes.Grids;
using ActiveSeg.Volumes.Measurement;

namespace ActiveSeg.Volumes.Overlap;

/// <summary>Compares two label maps on the same grid, one structure at a time.</summary>
/// <remarks>Definitions of every figure, and its value for empty structures: <see cref="StructureOverlap"/>.</remarks>
public static class OverlapMetrics
{
    /// <summary>All figures of one structure.</summary>
    /// <param name="predicted">The map under test.</param>
    /// <param name="reference">The map it is held against.</param>
    /// <param name="structure">Number of the structure.</param>
    /// <param name="areaAxis">Axis whose slices the area error runs over. Default: the axis closest to head-foot, so axial areas.</param>
    /// <remarks>Cost: O(voxels of the grid) for the counts, O(voxels of the joint bounding box) for the distances.</remarks>
    /// <exception cref="ArgumentException">The two maps do not lie on the same grid, see <see cref="GridGeometry.ToleranceMm"/>.</exception>
    public static StructureOverlap Compare(
        LabelMap predicted, LabelMap reference, byte structure, GridAxis? areaAxis = null)
    {
        RequireSameGrid(predicted, reference);
        var counts = DiceCounts.Of(predicted, reference);
        var surfaces = SurfaceDistances.Between(predicted, reference, structure);
        return new StructureOverlap(
            structure,
            counts.InFirst(structure),
            counts.InSecond(structure),
            counts.Dice(structure),
            surfaces is { } s ? Math.Max(Percentile(s.FromA, 0.95), Percentile(s.FromB, 0.95)) : null,
            surfaces is { } d ? (d.FromA.Sum() + d.FromB.Sum()) / (d.FromA.Length + d.FromB.Length) : null,
            AreaErrorMm2(predicted, reference, structure, areaAxis ?? reference.Grid.AxialAxis()),
            (counts.InFirst(structure) - counts.InSecond(structure)) * reference.Grid.VoxelVolumeMm3);
    }

    /// <summary>Dice of one structure: 1 when both are empty. Range: 0 to 1.</summary>
    /// <exception cref="ArgumentException">The two maps do not lie on the same grid.</exception>
    public static double Dice(LabelMap predicted, LabelMap reference, byte structure)
    {
        RequireSameGrid(predicted, reference);
        return DiceCounts.Of(predicted, reference).Dice(structure);
    }

    /// <summary>Mean absolute error of the cross-sectional area; 0 when the structure is absent from both. Units: mm².</summary>
    /// <exception cref="ArgumentException">The two maps do not lie on the same grid.</exception>
    public static double AreaErrorMm2(LabelMap predicted, LabelMap reference, byte structure, GridAxis axis)
    {
        RequireSameGrid(predicted, reference);
        var a = CrossSections.AreasMm2(predicted, structure, axis);
        var b = CrossSections.AreasMm2(reference, structure, axis);
        var (sum, slices) = (0.0, 0);
        for (var slice = 0; slice < a.Length; slice++)
        {
            if (a[slice] > 0 || b[slice] > 0)
            {
                sum += Math.Abs(a[slice] - b[slice]);
                slices++;
            }
        }

        return slices == 0 ? 0 : sum / slices;
    }

    /// <summary>Percentile of sorted values, linear between the neighbours at rank share * (n - 1).</summary>
    internal static double Percentile(double[] sorted, double share)
    {
        var rank = share * (sorted.Length - 1);
        var lower = (int)Math.Floor(rank);
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((rank - lower) * (sorted[upper] - sorted[lower]));
    }

    private static void RequireSameGrid(LabelMap predicted, LabelMap reference)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(reference);
        if (!predicted.Grid.IsSameAs(reference.Grid))
        {
            throw new ArgumentException(
                $"the maps lie on different grids: {predicted.Grid.Size} and {reference.Grid.Size}, corners "
                + $"{predicted.Grid.CornerDistanceMm(reference.Grid):g4} mm apart", nameof(predicted));
        }
    }
}
