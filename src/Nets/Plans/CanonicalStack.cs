using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Plans;

/// <summary>A scan as the network sees it: normalised slices at the plan's spacing.</summary>
/// <remarks>Shapes: <c>Values</c> is <c>[Slices, Rows, Columns]</c>, columns fastest.</remarks>
internal sealed class CanonicalStack
{
    private CanonicalStack(CanonicalView view, AxisTaps rows, AxisTaps columns, int neighbour, float[] values) =>
        (View, RowTaps, ColumnTaps, Neighbour, Values) = (view, rows, columns, neighbour, values);

    public CanonicalView View { get; }

    public AxisTaps RowTaps { get; }

    public AxisTaps ColumnTaps { get; }

    /// <summary>Distance of neighbouring input slices, in slices of this scan.</summary>
    public int Neighbour { get; }

    public float[] Values { get; }

    public int Slices => View.Slices;

    public int Rows => RowTaps.Outputs;

    public int Columns => ColumnTaps.Outputs;

    /// <summary>Distances of the stack's voxels. Units: mm.</summary>
    public (double Slice, double Row, double Column) SpacingMm(NetPlan plan) => (
        View.SliceMm,
        RowTaps.IsIdentity ? View.RowMm : plan.RowSpacingMm,
        ColumnTaps.IsIdentity ? View.ColumnMm : plan.ColumnSpacingMm);

    public static CanonicalStack Of(Volume volume, NetPlan plan)
    {
        var view = CanonicalView.Of(volume.Grid, plan.SliceAxis);
        var rows = Taps(view.Rows, view.RowMm, plan.RowSpacingMm);
        var columns = Taps(view.Columns, view.ColumnMm, plan.ColumnSpacingMm);
        var native = view.Gather(volume.Voxels);
        var scale = IntensityScale.Of(plan, native);
        for (var i = 0; i < native.Length; i++)
        {
            native[i] = scale.Apply(native[i]);
        }

        var neighbour = Math.Max(1, (int)Math.Round(plan.SliceSpacingMm / view.SliceMm));
        return new CanonicalStack(view, rows, columns, neighbour, Resampled(native, view, rows, columns));
    }

    /// <summary>Classes of a mask on this stack's voxels; a voxel takes the class with the greatest share.</summary>
    public byte[] ClassesOf(LabelMap labels, StructureSchema structures)
    {
        var classOf = structures.ClassOfLabel();
        var native = View.Gather(labels.Labels);
        for (var i = 0; i < native.Length; i++)
        {
            native[i] = classOf[native[i]];
        }

        if (RowTaps.IsIdentity && ColumnTaps.IsIdentity)
        {
            return native;
        }

        var (classes, best) = (new byte[Values.Length], new float[Values.Length]);
        for (var c = 0; c < structures.Classes; c++)
        {
            var share = Resampled(Array.ConvertAll(native, v => v == c ? 1f : 0f), View, RowTaps, ColumnTaps);
            for (var i = 0; i < share.Length; i++)
            {
                if (share[i] > best[i])
                {
                    (best[i], classes[i]) = (share[i], (byte)c);
                }
            }
        }

        return classes;
    }

    /// <summary>Slice that serves as channel <paramref name="channel"/> (0 to 2) for slice <paramref name="s"/>; ends repeat.</summary>
    public static int InputSlice(int s, int channel, int neighbour, int slices) =>
        Math.Clamp(s + ((channel - 1) * neighbour), 0, slices - 1);

    private static AxisTaps Taps(int count, double fromMm, double toMm) =>
        Math.Abs((fromMm / toMm) - 1) < 0.05
            ? AxisTaps.Between(count, 1, count, 1)
            : AxisTaps.Between(count, fromMm, AxisTaps.OutputsFor(count, fromMm, toMm), toMm);

    private static float[] Resampled(float[] native, CanonicalView view, AxisTaps rows, AxisTaps columns)
    {
        if (rows.IsIdentity && columns.IsIdentity)
        {
            return native;
        }

        var (from, to) = (view.Rows * view.Columns, rows.Outputs * columns.Outputs);
        var values = new float[view.Slices * to];
        for (var s = 0; s < view.Slices; s++)
        {
            AxisTaps.Apply(rows, columns, native.AsSpan(s * from, from), values.AsSpan(s * to, to));
        }

        return values;
    }
}
