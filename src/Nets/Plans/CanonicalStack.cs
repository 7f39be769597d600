using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Plans;

/// <summary>A scan as the network sees it: normalised slices at the plan's spacing.</summary>
/// <remarks>Shapes: <c>Values</c> is <c>[Slices, Rows, Columns]</c>, columns fastest.</remarks>
internal sealed class CanonicalStack
{
    private readonly AxisTaps _slices;

    private CanonicalStack(CanonicalView view, AxisTaps slices, AxisTaps rows, AxisTaps columns, int neighbour, float[] native)
    {
        (View, _slices, RowTaps, ColumnTaps, Neighbour) = (view, slices, rows, columns, neighbour);
        Values = Resample(native);
    }

    public CanonicalView View { get; }

    public AxisTaps RowTaps { get; }

    public AxisTaps ColumnTaps { get; }

    /// <summary>Distance of neighbouring input slices, in slices of this scan.</summary>
    public int Neighbour { get; }

    public float[] Values { get; }

    public int Slices => _slices.Outputs;

    public int Rows => RowTaps.Outputs;

    public int Columns => ColumnTaps.Outputs;

    /// <summary>Distances of the stack's voxels. Units: mm.</summary>
    public (double Slice, double Row, double Column) SpacingMm(NetPlan plan) => (
        _slices.IsIdentity ? View.SliceMm : plan.SliceSpacingMm,
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
        var slices = plan.Dimensions == 3
            ? Taps(view.Slices, view.SliceMm, plan.SliceSpacingMm)
            : AxisTaps.Between(view.Slices, 1, view.Slices, 1);
        return new CanonicalStack(view, slices, rows, columns, neighbour, native);
    }

    /// <summary>Whether the stack's voxels are the scan's own.</summary>
    public bool IsNative => _slices.IsIdentity && RowTaps.IsIdentity && ColumnTaps.IsIdentity;

    /// <summary>Classes of a mask on the scan's own voxels, in the stack's order.</summary>
    public byte[] NativeClassesOf(LabelMap labels, StructureSchema structures)
    {
        var classOf = structures.ClassOfLabel();
        var native = View.Gather(labels.Labels);
        for (var i = 0; i < native.Length; i++)
        {
            native[i] = classOf[native[i]];
        }

        return native;
    }

    /// <summary>Brings numbers of the scan's own voxels, in the stack's order, to the stack's voxels; the same array when they are the same.</summary>
    public float[] Resample(float[] native)
    {
        var values = native;
        if (!RowTaps.IsIdentity || !ColumnTaps.IsIdentity)
        {
            var (from, to) = (View.Rows * View.Columns, Rows * Columns);
            values = new float[View.Slices * to];
            for (var s = 0; s < View.Slices; s++)
            {
                AxisTaps.Apply(RowTaps, ColumnTaps, native.AsSpan(s * from, from), values.AsSpan(s * to, to));
            }
        }

        return _slices.IsIdentity ? values : _slices.ApplyToSlices(values, Rows * Columns);
    }

    /// <summary>Brings numbers of the stack's voxels to one slice of the scan's own, in the stack's order.</summary>
    /// <param name="values">Shape: <c>[Slices, Rows, Columns]</c>.</param>
    /// <param name="plan">The stack's plan.</param>
    /// <returns>A function from a slice of the scan to its <c>[View.Rows, View.Columns]</c> numbers, overwritten by the next call.</returns>
    public Func<int, float[]> Restore(ReadOnlyMemory<float> values, NetPlan plan)
    {
        var (size, spacing) = (Rows * Columns, SpacingMm(plan));
        var (slices, rows, columns) = (
            AxisTaps.Between(Slices, spacing.Slice, View.Slices, View.SliceMm),
            AxisTaps.Between(Rows, spacing.Row, View.Rows, View.RowMm),
            AxisTaps.Between(Columns, spacing.Column, View.Columns, View.ColumnMm));
        var (between, native) = (new float[size], new float[View.Rows * View.Columns]);
        return s =>
        {
            slices.ApplyToSlice(values.Span, s, between);
            if (rows.IsIdentity && columns.IsIdentity)
            {
                return between;
            }

            AxisTaps.Apply(rows, columns, between, native);
            return native;
        };
    }

    /// <summary>Slice that serves as channel <paramref name="channel"/> for slice <paramref name="s"/>; the middle channel is the slice itself, ends repeat.</summary>
    public static int InputSlice(int s, int channel, int channels, int neighbour, int slices) =>
        Math.Clamp(s + ((channel - (channels / 2)) * neighbour), 0, slices - 1);

    private static AxisTaps Taps(int count, double fromMm, double toMm) =>
        Math.Abs((fromMm / toMm) - 1) < 0.05
            ? AxisTaps.Between(count, 1, count, 1)
            : AxisTaps.Between(count, fromMm, AxisTaps.OutputsFor(count, fromMm, toMm), toMm);
}
