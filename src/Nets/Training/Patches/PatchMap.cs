using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Training.Patches;

/// <summary>Affine map from a patch, measured from its middle, to a stack; samples intensities and class shares linearly.</summary>
/// <remarks>Vectors are (slice, row, column) in voxels. Beyond the ends the last voxel counts.</remarks>
/// <param name="Middle">Place of the patch's middle in the stack.</param>
/// <param name="BySlice">Step in the stack for one slice of the patch.</param>
/// <param name="ByRow">For one row.</param>
/// <param name="ByColumn">For one column.</param>
internal readonly record struct PatchMap(
    (double S, double R, double C) Middle,
    (double S, double R, double C) BySlice,
    (double S, double R, double C) ByRow,
    (double S, double R, double C) ByColumn)
{
    private const float Unit = 1 / PreparedScan.Quantum;

    /// <summary>A patch of one slice with its neighbours as channels; the slice is the one nearest to the middle.</summary>
    /// <param name="scan">Where from.</param>
    /// <param name="plan">Size of the patch, and its channels.</param>
    /// <param name="input">Shape <c>[rows, columns, channels]</c>.</param>
    /// <param name="target">Class shares, cleared before. Shape <c>[rows, columns, classes]</c>; empty when not wanted.</param>
    /// <param name="classes">Number of classes.</param>
    public void SampleSlice(PreparedScan scan, NetPlan plan, Span<float> input, Span<float> target, int classes)
    {
        var (size, channels) = (scan.Rows * scan.Columns, plan.InputSlices);
        var slice = Math.Clamp((int)Math.Round(Middle.S), 0, scan.Slices - 1);
        Span<int> starts = stackalloc int[channels];
        for (var k = 0; k < channels; k++)
        {
            starts[k] = size * CanonicalStack.InputSlice(slice, BySlice.S < 0 ? channels - 1 - k : k, channels, scan.Neighbour, scan.Slices);
        }

        var (values, at) = (scan.Values, 0);
        for (var i = 0; i < plan.PatchRows; i++)
        {
            var di = i - ((plan.PatchRows - 1) / 2.0);
            for (var j = 0; j < plan.PatchColumns; j++, at++)
            {
                var dj = j - ((plan.PatchColumns - 1) / 2.0);
                var (r0, fr) = Split(Middle.R + (ByRow.R * di) + (ByColumn.R * dj), scan.Rows);
                var (c0, fc) = Split(Middle.C + (ByRow.C * di) + (ByColumn.C * dj), scan.Columns);
                var a = (r0 * scan.Columns) + c0;
                var (b, d) = (fc > 0 ? 1 : 0, fr > 0 ? scan.Columns : 0);
                var (w00, w01, w10, w11) = ((1 - fr) * (1 - fc), (1 - fr) * fc, fr * (1 - fc), fr * fc);
                for (var k = 0; k < channels; k++)
                {
                    var o = starts[k] + a;
                    input[(at * channels) + k] = Unit * ((w00 * values[o]) + (w01 * values[o + b]) + (w10 * values[o + d]) + (w11 * values[o + d + b]));
                }

                if (target.IsEmpty)
                {
                    continue;
                }

                var place = target.Slice(at * classes, classes);
                var share = scan.Classes!;
                a += slice * size;
                share.AddTo(place, a, w00);
                share.AddTo(place, a + b, w01);
                share.AddTo(place, a + d, w10);
                share.AddTo(place, a + d + b, w11);
            }
        }
    }

    /// <summary>A patch of several slices.</summary>
    /// <param name="scan">Where from.</param>
    /// <param name="plan">Size of the patch.</param>
    /// <param name="input">Shape <c>[slices, rows, columns]</c>.</param>
    /// <param name="target">Class shares, cleared before. Shape <c>[slices, rows, columns, classes]</c>; empty when not wanted.</param>
    /// <param name="classes">Number of classes.</param>
    public void SampleBlock(PreparedScan scan, NetPlan plan, Span<float> input, Span<float> target, int classes)
    {
        var (size, at) = (scan.Rows * scan.Columns, 0);
        Span<(int Voxel, float Weight)> corners = stackalloc (int, float)[8];
        for (var h = 0; h < plan.PatchSlices; h++)
        {
            var dh = h - ((plan.PatchSlices - 1) / 2.0);
            for (var i = 0; i < plan.PatchRows; i++)
            {
                var di = i - ((plan.PatchRows - 1) / 2.0);
                for (var j = 0; j < plan.PatchColumns; j++, at++)
                {
                    var dj = j - ((plan.PatchColumns - 1) / 2.0);
                    var (s0, fs) = Split(Middle.S + (BySlice.S * dh) + (ByRow.S * di) + (ByColumn.S * dj), scan.Slices);
                    var (r0, fr) = Split(Middle.R + (BySlice.R * dh) + (ByRow.R * di) + (ByColumn.R * dj), scan.Rows);
                    var (c0, fc) = Split(Middle.C + (BySlice.C * dh) + (ByRow.C * di) + (ByColumn.C * dj), scan.Columns);
                    var a = (s0 * size) + (r0 * scan.Columns) + c0;
                    var (x, y, z) = (fc > 0 ? 1 : 0, fr > 0 ? scan.Columns : 0, fs > 0 ? size : 0);
                    for (var n = 0; n < 8; n++)
                    {
                        corners[n] = (
                            a + ((n & 1) * x) + ((n >> 1 & 1) * y) + ((n >> 2) * z),
                            ((n & 1) == 0 ? 1 - fc : fc) * ((n & 2) == 0 ? 1 - fr : fr) * (n < 4 ? 1 - fs : fs));
                    }

                    var sum = 0f;
                    foreach (var (voxel, weight) in corners)
                    {
                        sum += weight * scan.Values[voxel];
                        if (!target.IsEmpty && weight > 0)
                        {
                            scan.Classes!.AddTo(target.Slice(at * classes, classes), voxel, weight);
                        }
                    }

                    input[at] = sum * Unit;
                }
            }
        }
    }

    private static (int Whole, float Part) Split(double at, int count)
    {
        var clamped = Math.Clamp(at, 0, count - 1);
        var whole = (int)clamped;
        return (whole, (float)(clamped - whole));
    }
}
