using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Raters;

/// <summary>The slices in which a rater draws: planes across the axis with the largest spacing, the third if all are alike.</summary>
internal sealed class SliceFrame
{
    public SliceFrame(Grid grid)
    {
        int[] counts = [grid.Size.X, grid.Size.Y, grid.Size.Z];
        int[] strides = [1, grid.Size.X, grid.Size.X * grid.Size.Y];
        double[] spacings = [grid.Spacing.X, grid.Spacing.Y, grid.Spacing.Z];
        var across = 2;
        for (var axis = 0; axis < 2; axis++)
        {
            if (spacings[axis] > 1.01 * spacings[across])
            {
                across = axis;
            }
        }

        var (a, b) = across switch { 0 => (1, 2), 1 => (0, 2), _ => (0, 1) };
        (Columns, Rows, Slices) = (counts[a], counts[b], counts[across]);
        (ColumnStride, RowStride, SliceStride) = (strides[a], strides[b], strides[across]);
        (ColumnMm, RowMm, SliceMm) = ((float)spacings[a], (float)spacings[b], (float)spacings[across]);
    }

    public int Columns { get; }

    public int Rows { get; }

    public int Slices { get; }

    public int ColumnStride { get; }

    public int RowStride { get; }

    public int SliceStride { get; }

    public float ColumnMm { get; }

    public float RowMm { get; }

    public float SliceMm { get; }

    /// <summary>Twice the area by the perimeter in the slices, by label; 0 for absent labels. Units: mm.</summary>
    /// <remarks>Counted edges overrate the length of a round contour by 4 / π, which is taken off.</remarks>
    public double[] MeanRadii(byte[] labels)
    {
        var (voxels, across, along) = (new long[256], new long[256], new long[256]);
        for (var k = 0; k < Slices; k++)
        {
            for (var j = 0; j < Rows; j++)
            {
                var at = (k * SliceStride) + (j * RowStride);
                for (var i = 0; i < Columns; i++, at += ColumnStride)
                {
                    var label = labels[at];
                    voxels[label]++;
                    if (i > 0 && labels[at - ColumnStride] is var left && left != label)
                    {
                        across[label]++;
                        across[left]++;
                    }

                    if (j > 0 && labels[at - RowStride] is var up && up != label)
                    {
                        along[label]++;
                        along[up]++;
                    }
                }
            }
        }

        var radii = new double[256];
        for (var label = 1; label < 256; label++)
        {
            if (voxels[label] > 0)
            {
                var area = (double)voxels[label] * ColumnMm * RowMm;
                var edges = Math.Max(1, (across[label] * (double)RowMm) + (along[label] * (double)ColumnMm));
                radii[label] = 2 * area / (edges * Math.PI / 4);
            }
        }

        return radii;
    }
}
