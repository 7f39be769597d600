namespace ActiveSeg.Volumes.Raters;

/// <summary>Redraws the contours of one slice at a time with a read's pens.</summary>
/// <remarks>
/// <para>A structure's signed distance is a two-pass chamfer transform around its bounding box; 0 lies on the border
/// between its voxels and the others.</para>
/// <para>Source: chamfer distances after Borgefors, CVGIP 1986.</para>
/// </remarks>
internal sealed class SliceRedrawing(SliceFrame frame, Pen?[] pens)
{
    private readonly float[] best = new float[frame.Columns * frame.Rows];
    private readonly float[] within = new float[frame.Columns * frame.Rows];
    private readonly float[] beyond = new float[frame.Columns * frame.Rows];
    private readonly int[] left = new int[256];
    private readonly int[] right = new int[256];
    private readonly int[] top = new int[256];
    private readonly int[] bottom = new int[256];

    public void Redraw(byte[] source, byte[] target, int slice)
    {
        FindBoxes(source, slice);
        Array.Clear(best);
        for (var label = 1; label < 256; label++)
        {
            if (right[label] >= 0 && pens[label] is { } pen)
            {
                RedrawOne((byte)label, pen, source, target, slice);
            }
        }
    }

    private void FindBoxes(byte[] source, int slice)
    {
        Array.Fill(left, int.MaxValue);
        Array.Fill(top, int.MaxValue);
        Array.Fill(right, -1);
        Array.Fill(bottom, -1);
        for (var j = 0; j < frame.Rows; j++)
        {
            var at = (slice * frame.SliceStride) + (j * frame.RowStride);
            for (var i = 0; i < frame.Columns; i++, at += frame.ColumnStride)
            {
                var label = source[at];
                if (label != 0)
                {
                    left[label] = Math.Min(left[label], i);
                    right[label] = Math.Max(right[label], i);
                    top[label] = Math.Min(top[label], j);
                    bottom[label] = j;
                }
            }
        }
    }

    private void RedrawOne(byte label, Pen pen, byte[] source, byte[] target, int slice)
    {
        var pad = pen.Reach + Math.Max(frame.ColumnMm, frame.RowMm);
        var (padA, padB) = ((int)(pad / frame.ColumnMm) + 1, (int)(pad / frame.RowMm) + 1);
        var (i0, i1) = (Math.Max(0, left[label] - padA), Math.Min(frame.Columns - 1, right[label] + padA));
        var (j0, j1) = (Math.Max(0, top[label] - padB), Math.Min(frame.Rows - 1, bottom[label] + padB));
        var (wide, tall) = (i1 - i0 + 1, j1 - j0 + 1);
        var origin = (slice * frame.SliceStride) + (j0 * frame.RowStride) + (i0 * frame.ColumnStride);
        for (var j = 0; j < tall; j++)
        {
            for (var i = 0; i < wide; i++)
            {
                var inside = source[origin + (j * frame.RowStride) + (i * frame.ColumnStride)] == label;
                (within[i + (wide * j)], beyond[i + (wide * j)]) = inside ? (float.MaxValue, 0f) : (0f, float.MaxValue);
            }
        }

        Chamfer(within, wide, tall);
        Chamfer(beyond, wide, tall);
        var voxel = (frame.ColumnMm + frame.RowMm) / 2;
        for (var n = 0; n < wide * tall; n++)
        {
            within[n] = within[n] > 0 ? (voxel / 2) - within[n] : beyond[n] - (voxel / 2);
        }

        var reach = pen.Reach + (voxel * .75f);
        for (var j = 0; j < tall; j++)
        {
            for (var i = 0; i < wide; i++)
            {
                var n = i + (wide * j);
                var distance = within[n];
                if (distance > reach)
                {
                    continue;
                }

                if (distance > -reach)
                {
                    var (a, b) = ((i + i0) * frame.ColumnMm, (j + j0) * frame.RowMm);
                    var slopeA = (within[i < wide - 1 ? n + 1 : n] - within[i > 0 ? n - 1 : n]) / (2 * frame.ColumnMm);
                    var slopeB = (within[j < tall - 1 ? n + wide : n] - within[j > 0 ? n - wide : n]) / (2 * frame.RowMm);
                    distance -= pen.At(a, b, slice, slice * frame.SliceMm)
                        + (pen.ShiftA * slopeA) + (pen.ShiftB * slopeB)
                        + (voxel * pen.Dither(i + i0, j + j0, slice));
                }

                var at = i + i0 + (frame.Columns * (j + j0));
                if (distance < best[at])
                {
                    best[at] = distance;
                    target[origin + (j * frame.RowStride) + (i * frame.ColumnStride)] = label;
                }
            }
        }
    }

    /// <summary>Distance to the nearest zero; both passes over a box of the slice.</summary>
    private void Chamfer(float[] d, int wide, int tall)
    {
        var (a, b) = (frame.ColumnMm, frame.RowMm);
        var c = MathF.Sqrt((a * a) + (b * b));
        for (var j = 0; j < tall; j++)
        {
            for (var i = 0; i < wide; i++)
            {
                var n = i + (wide * j);
                var least = d[n];
                least = i > 0 ? Math.Min(least, d[n - 1] + a) : least;
                if (j > 0)
                {
                    least = Math.Min(least, d[n - wide] + b);
                    least = i > 0 ? Math.Min(least, d[n - wide - 1] + c) : least;
                    least = i < wide - 1 ? Math.Min(least, d[n - wide + 1] + c) : least;
                }

                d[n] = least;
            }
        }

        for (var j = tall - 1; j >= 0; j--)
        {
            for (var i = wide - 1; i >= 0; i--)
            {
                var n = i + (wide * j);
                var least = d[n];
                least = i < wide - 1 ? Math.Min(least, d[n + 1] + a) : least;
                if (j < tall - 1)
                {
                    least = Math.Min(least, d[n + wide] + b);
                    least = i < wide - 1 ? Math.Min(least, d[n + wide + 1] + c) : least;
                    least = i > 0 ? Math.Min(least, d[n + wide - 1] + c) : least;
                }

                d[n] = least;
            }
        }
    }
}
