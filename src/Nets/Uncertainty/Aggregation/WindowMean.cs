namespace ActiveSeg.Nets.Uncertainty.Aggregation;

/// <summary>Means over a box that slides through a stack.</summary>
internal static class WindowMean
{
    /// <summary>The largest mean over any position of the window that lies within the stack.</summary>
    /// <param name="map">Shape: <c>[voxels]</c>.</param>
    /// <param name="weights">What the map is multiplied by; empty means 1. Shape: <c>[voxels]</c>.</param>
    /// <param name="grid">The stack.</param>
    /// <param name="window">Units: voxels; cut to the stack.</param>
    /// <remarks>Cost: O(voxels), whatever the window; memory of as many slices as the window has.</remarks>
    /// <exception cref="ArgumentException">The shapes disagree, or a side of the window is not positive.</exception>
    public static double Largest(
        ReadOnlySpan<float> map, ReadOnlySpan<float> weights, StackGrid grid, (int Slices, int Rows, int Columns) window)
    {
        if (map.Length != grid.Voxels || (!weights.IsEmpty && weights.Length != grid.Voxels)
            || window.Slices <= 0 || window.Rows <= 0 || window.Columns <= 0)
        {
            throw new ArgumentException($"a window of {window} on {map.Length} voxels with {weights.Length} weights, not {grid.Voxels}");
        }

        var (slices, rows, columns) = (
            Math.Min(window.Slices, grid.Slices), Math.Min(window.Rows, grid.Rows), Math.Min(window.Columns, grid.Columns));
        var positions = (grid.Rows - rows + 1) * (grid.Columns - columns + 1);
        var planes = Enumerable.Range(0, slices).Select(_ => new double[positions]).ToArray();
        var (total, values, best) = (new double[positions], new double[grid.PerSlice], double.NegativeInfinity);
        for (var s = 0; s < grid.Slices; s++)
        {
            var plane = planes[s % slices];
            for (var i = 0; i < positions; i++)
            {
                total[i] -= plane[i];
            }

            for (int i = 0, v = s * grid.PerSlice; i < values.Length; i++, v++)
            {
                values[i] = weights.IsEmpty ? map[v] : (double)map[v] * weights[v];
            }

            Sum(values, grid, rows, columns, plane);
            for (var i = 0; i < positions; i++)
            {
                total[i] += plane[i];
                best = s >= slices - 1 ? Math.Max(best, total[i]) : best;
            }
        }

        return best / ((double)slices * rows * columns);
    }

    /// <summary>Sums over the window's rows and columns at each of its positions in a slice.</summary>
    private static void Sum(double[] values, StackGrid grid, int rows, int columns, double[] sums)
    {
        var (lines, across) = (new double[grid.Columns], grid.Columns - columns + 1);
        for (var r = 0; r < grid.Rows; r++)
        {
            for (var c = 0; c < lines.Length; c++)
            {
                lines[c] += values[(r * grid.Columns) + c] - (r >= rows ? values[((r - rows) * grid.Columns) + c] : 0);
            }

            if (r < rows - 1)
            {
                continue;
            }

            var sum = lines.AsSpan(0, columns - 1).ToArray().Sum();
            for (var c = 0; c < across; c++)
            {
                sum += lines[c + columns - 1];
                sums[((r - rows + 1) * across) + c] = sum;
                sum -= lines[c];
            }
        }
    }
}
