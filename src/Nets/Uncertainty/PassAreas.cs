using System.Collections.Immutable;

namespace ActiveSeg.Nets.Uncertainty;

/// <summary>Measures every structure in the hard mask of every pass.</summary>
/// <remarks>Whole voxels, no partial volume. The area lies across the stack's axis, which for an oblique acquisition is not the patient's axial plane.</remarks>
internal static class PassAreas
{
    /// <summary>One entry for each class from 1 on.</summary>
    /// <param name="masks">Classes. Shape: <c>[passes][voxels]</c>.</param>
    /// <param name="classes">Classes with the background.</param>
    /// <param name="grid">The stack that the masks fill.</param>
    /// <param name="headFoot">The axis across which areas are measured.</param>
    /// <remarks>Cost: O(passes voxels).</remarks>
    /// <exception cref="ArgumentException">There is no mask, a mask does not fill the stack, or it holds a class that is not.</exception>
    public static ImmutableArray<MeasuredSpread> Of(byte[][] masks, int classes, StackGrid grid, StackAxis headFoot)
    {
        Masks.RequireFilling(masks, grid);
        var slices = grid.LengthOf(headFoot);
        var counts = Array.ConvertAll(masks, m => Counts(m, grid, headFoot));
        if (counts.Any(c => c.AsSpan(slices * classes).ContainsAnyExcept(0)))
        {
            throw new ArgumentException($"a mask holds a class above {classes - 1}", nameof(masks));
        }

        return [.. Enumerable.Range(1, classes - 1).Select(c => Spread(
            Array.ConvertAll(counts, n => n.AsSpan(c * slices, slices).ToArray()), grid.FaceMm2(headFoot), grid.VoxelMm3))];
    }

    /// <summary>Voxels of each class in each slice along an axis. Shape: <c>[256, slices]</c>.</summary>
    private static int[] Counts(byte[] mask, StackGrid grid, StackAxis axis)
    {
        var slices = grid.LengthOf(axis);
        var counts = new int[256 * slices];
        for (var line = 0; line < grid.Slices * grid.Rows; line++)
        {
            var along = mask.AsSpan(line * grid.Columns, grid.Columns);
            if (axis == StackAxis.Columns)
            {
                for (var c = 0; c < along.Length; c++)
                {
                    counts[(along[c] * slices) + c]++;
                }

                continue;
            }

            var slice = axis == StackAxis.Slices ? line / grid.Rows : line % grid.Rows;
            foreach (var @class in along)
            {
                counts[(@class * slices) + slice]++;
            }
        }

        return counts;
    }

    private static MeasuredSpread Spread(int[][] counts, double faceMm2, double voxelMm3)
    {
        var slices = Enumerable.Range(0, counts[0].Length)
            .Select(s => MeanAndDeviation(Array.ConvertAll(counts, c => c[s] * faceMm2))).ToArray();
        var shown = slices.Where(s => s.Mean > 0).ToArray();
        var (volume, volumeSd) = MeanAndDeviation(Array.ConvertAll(counts, c => c.Sum(n => (long)n) * voxelMm3));
        return new MeasuredSpread(
            shown.Select(s => s.Deviation).DefaultIfEmpty().Average(),
            shown.Select(s => s.Deviation).DefaultIfEmpty().Max(),
            Median([.. shown.Select(s => s.Mean).Order()]),
            volume,
            volumeSd,
            [.. slices.Select(s => s.Mean)],
            [.. slices.Select(s => s.Deviation)]);
    }

    private static (double Mean, double Deviation) MeanAndDeviation(double[] values)
    {
        var mean = values.Average();
        return (mean, values.Length == 1 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1)));
    }

    private static double Median(double[] sorted) => sorted.Length == 0
        ? 0
        : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
