using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Plans;

/// <summary>A grid seen as a stack of slices along a patient axis, by strides and without copying.</summary>
/// <remarks>
/// <para>Index axes are assigned to the patient axes they lie closest to; all run in the positive LPS direction. Rows and
/// columns are head-foot and antero-posterior for sagittal slices, head-foot and left-right for coronal ones,
/// antero-posterior and left-right for axial ones. So a volume stored permuted or flipped gives the same stack.</para>
/// <para>Voxel (s, r, c) of the stack is element <c>First + s * SliceStride + r * RowStride + c * ColumnStride</c>.</para>
/// </remarks>
internal readonly record struct CanonicalView(
    int Slices, int Rows, int Columns,
    double SliceMm, double RowMm, double ColumnMm,
    int First, int SliceStride, int RowStride, int ColumnStride)
{
    private static readonly int[][] Permutations = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    public int Count => Slices * Rows * Columns;

    public static CanonicalView Of(Grid grid, PatientAxis sliceAxis)
    {
        var axes = AxesOf(grid);
        int[] strides = [1, grid.Size.X, grid.Size.X * grid.Size.Y];
        var (row, column) = sliceAxis switch
        {
            PatientAxis.LeftRight => (2, 1),
            PatientAxis.AnteroPosterior => (2, 0),
            _ => (1, 0),
        };
        var (s, r, c) = (axes[(int)sliceAxis], axes[row], axes[column]);
        var first = axes.Sum(a => a.Reversed ? (a.Size - 1) * strides[a.Index] : 0);
        return new CanonicalView(
            s.Size, r.Size, c.Size, s.Mm, r.Mm, c.Mm, first, Stride(s), Stride(r), Stride(c));

        int Stride(IndexAxis axis) => axis.Reversed ? -strides[axis.Index] : strides[axis.Index];
    }

    /// <summary>For each patient axis (x, y, z) the index axis that runs along it.</summary>
    public static IndexAxis[] AxesOf(Grid grid)
    {
        VectorMm[] directions = [grid.AxisI, grid.AxisJ, grid.AxisK];
        int[] sizes = [grid.Size.X, grid.Size.Y, grid.Size.Z];
        double[] spacings = [grid.Spacing.X, grid.Spacing.Y, grid.Spacing.Z];
        var best = Permutations.MaxBy(p => Math.Round(
            Math.Abs(directions[p[0]].X) + Math.Abs(directions[p[1]].Y) + Math.Abs(directions[p[2]].Z), 6))!;
        double[] along = [directions[best[0]].X, directions[best[1]].Y, directions[best[2]].Z];
        return [.. best.Select((index, p) => new IndexAxis(index, sizes[index], spacings[index], along[p] < 0))];
    }

    /// <summary>Copies the voxels in stack order.</summary>
    public T[] Gather<T>(T[] voxels)
    {
        var stack = new T[Count];
        var at = 0;
        for (var s = 0; s < Slices; s++)
        {
            for (var r = 0; r < Rows; r++)
            {
                var from = First + (s * SliceStride) + (r * RowStride);
                for (var c = 0; c < Columns; c++, from += ColumnStride)
                {
                    stack[at++] = voxels[from];
                }
            }
        }

        return stack;
    }

    /// <summary>Writes one slice of the stack to its place in the volume.</summary>
    public void ScatterSlice<T>(ReadOnlySpan<T> slice, int s, T[] voxels)
    {
        var at = 0;
        for (var r = 0; r < Rows; r++)
        {
            var to = First + (s * SliceStride) + (r * RowStride);
            for (var c = 0; c < Columns; c++, to += ColumnStride)
            {
                voxels[to] = slice[at++];
            }
        }
    }

    /// <summary>One index axis of a grid: its position in the grid, length, spacing in mm, and whether it runs against LPS.</summary>
    internal readonly record struct IndexAxis(int Index, int Size, double Mm, bool Reversed);
}
