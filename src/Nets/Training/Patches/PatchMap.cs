using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Training.Patches;

/// <summary>Affine map from a patch, measured from its middle, to a slice; samples intensities linearly and classes by the nearest.</summary>
internal readonly record struct PatchMap(
    double Row, double Column, double RowByRow, double RowByColumn, double ColumnByRow, double ColumnByColumn)
{
    public void Sample(PreparedScan scan, int slice, double sliceSign, int rows, int columns, Span<float> input, Span<long> target)
    {
        var size = scan.Rows * scan.Columns;
        Span<int> starts = stackalloc int[NetPlan.InputSlices];
        for (var k = 0; k < starts.Length; k++)
        {
            starts[k] = size * CanonicalStack.InputSlice(slice, sliceSign < 0 ? 2 - k : k, scan.Neighbour, scan.Slices);
        }

        var (values, at) = (scan.Values, 0);
        ReadOnlySpan<short> first = values.AsSpan(starts[0], size), second = values.AsSpan(starts[1], size), third = values.AsSpan(starts[2], size);
        var classes = scan.Classes.AsSpan(slice * size, size);
        const float unit = 1 / PreparedScan.Quantum;
        for (var i = 0; i < rows; i++)
        {
            var di = i - ((rows - 1) / 2.0);
            for (var j = 0; j < columns; j++, at++)
            {
                var dj = j - ((columns - 1) / 2.0);
                var r = Math.Clamp(Row + (RowByRow * di) + (RowByColumn * dj), 0, scan.Rows - 1);
                var c = Math.Clamp(Column + (ColumnByRow * di) + (ColumnByColumn * dj), 0, scan.Columns - 1);
                var (r0, c0) = ((int)r, (int)c);
                var (fr, fc) = ((float)(r - r0), (float)(c - c0));
                var a = (r0 * scan.Columns) + c0;
                var b = fc > 0 ? 1 : 0;
                var d = fr > 0 ? scan.Columns : 0;
                var (w00, w01, w10, w11) = ((1 - fr) * (1 - fc) * unit, (1 - fr) * fc * unit, fr * (1 - fc) * unit, fr * fc * unit);
                input[3 * at] = (w00 * first[a]) + (w01 * first[a + b]) + (w10 * first[a + d]) + (w11 * first[a + d + b]);
                input[(3 * at) + 1] = (w00 * second[a]) + (w01 * second[a + b]) + (w10 * second[a + d]) + (w11 * second[a + d + b]);
                input[(3 * at) + 2] = (w00 * third[a]) + (w01 * third[a + b]) + (w10 * third[a + d]) + (w11 * third[a + d + b]);
                target[at] = classes[a + (fc >= 0.5f ? b : 0) + (fr >= 0.5f ? d : 0)];
            }
        }
    }
}
