using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Scoring;

/// <summary>Cuts windows out of a stack as network input.</summary>
internal static class WindowInput
{
    /// <summary>A window's numbers; beyond the stack's ends the last voxel repeats. Shape: <c>[slices, rows, columns, channels]</c>.</summary>
    public static float[] Of(
        CanonicalStack stack, NetPlan plan, (int Slice, int Row, int Column) at, (int Slices, int Rows, int Columns) size)
    {
        var channels = plan.InputSlices;
        var input = new float[size.Slices * size.Rows * size.Columns * channels];
        Span<int> starts = stackalloc int[channels];
        for (var (s, to) = (at.Slice, 0); s < at.Slice + size.Slices; s++)
        {
            for (var k = 0; k < channels; k++)
            {
                starts[k] = CanonicalStack.InputSlice(Math.Min(s, stack.Slices - 1), k, channels, stack.Neighbour, stack.Slices) * stack.Rows * stack.Columns;
            }

            for (var r = at.Row; r < at.Row + size.Rows; r++)
            {
                var line = Math.Min(r, stack.Rows - 1) * stack.Columns;
                for (var c = at.Column; c < at.Column + size.Columns; c++)
                {
                    var within = line + Math.Min(c, stack.Columns - 1);
                    for (var k = 0; k < channels; k++)
                    {
                        input[to++] = stack.Values[starts[k] + within];
                    }
                }
            }
        }

        return input;
    }
}
