namespace ActiveSeg.Nets.Uncertainty.Aggregation;

/// <summary>A mask on a stack of slices. Shapes: <c>[Slices, Rows, Columns]</c>, columns fastest.</summary>
internal sealed class MaskBox(int slices, int rows, int columns)
{
    public bool[] Voxels { get; } = new bool[slices * rows * columns];

    /// <summary>Marks the voxels whose class differs from a neighbour's along any axis.</summary>
    public static MaskBox BordersOf(byte[] classes, int slices, int rows, int columns)
    {
        var mask = new MaskBox(slices, rows, columns);
        for (var (s, at) = (0, 0); s < slices; s++)
        {
            for (var r = 0; r < rows; r++)
            {
                for (var c = 0; c < columns; c++, at++)
                {
                    mask.Compare(classes, at, c + 1 < columns, 1);
                    mask.Compare(classes, at, r + 1 < rows, columns);
                    mask.Compare(classes, at, s + 1 < slices, rows * columns);
                }
            }
        }

        return mask;
    }

    /// <summary>Adds all voxels within a reach along each axis: a box of <c>2 * floor(reach / spacing) + 1</c> voxels.</summary>
    public MaskBox Grow(double reachMm, (double Slice, double Row, double Column) spacingMm)
    {
        GrowLines(columns, 1, slices * rows, columns, 1, Reach(spacingMm.Column));
        for (var s = 0; s < slices; s++)
        {
            GrowLines(rows, columns, columns, 1, 1, Reach(spacingMm.Row), s * rows * columns);
        }

        GrowLines(slices, rows * columns, rows * columns, 1, 1, Reach(spacingMm.Slice));
        return this;

        int Reach(double mm) => (int)Math.Floor((reachMm / mm) + 1e-9);
    }

    private void Compare(byte[] classes, int at, bool inside, int step)
    {
        if (inside && classes[at] != classes[at + step])
        {
            Voxels[at] = Voxels[at + step] = true;
        }
    }

    private void GrowLines(int length, int step, int lines, int lineStep, int lineScale, int reach, int first = 0)
    {
        if (reach == 0)
        {
            return;
        }

        var ends = new int[length + 1];
        for (var line = 0; line < lines; line++)
        {
            var start = first + (line * lineStep * lineScale);
            for (var i = 0; i < length; i++)
            {
                ends[i + 1] = ends[i] + (Voxels[start + (i * step)] ? 1 : 0);
            }

            if (ends[length] == 0)
            {
                continue;
            }

            for (var i = 0; i < length; i++)
            {
                Voxels[start + (i * step)] = ends[Math.Min(length, i + reach + 1)] > ends[Math.Max(0, i - reach)];
            }
        }
    }
}
