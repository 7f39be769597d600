using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Training.Patches;

/// <summary>Draws batches of augmented patches from prepared scans.</summary>
/// <remarks>
/// <para>Shapes: input <c>[n, rows, columns, 3]</c>, target <c>[n, rows, columns]</c>, last index fastest.</para>
/// <para>Deterministic: batch <c>n</c> depends on the seed and <c>n</c> alone. Threading: calls with different buffers may overlap.</para>
/// </remarks>
internal sealed class PatchSource
{
    private readonly IReadOnlyList<PreparedScan> _scans;
    private readonly NetPlan _plan;
    private readonly Augmentation _augmentation;
    private readonly double _foregroundShare;
    private readonly int _seed;
    private readonly int[][] _scansOfClass;
    private readonly (bool Slices, bool Rows, bool Columns) _mirrors;

    public PatchSource(IReadOnlyList<PreparedScan> scans, NetPlan plan, int classes, TrainingOptions options)
    {
        (_scans, _plan, _augmentation, _seed) = (scans, plan, options.Augmentation, options.Seed);
        _foregroundShare = options.ForegroundShare;
        _scansOfClass = [.. Enumerable.Range(0, classes).Select(c =>
            Enumerable.Range(0, scans.Count).Where(i => scans[i].Positions[c].Length > 0).ToArray())];
        var a = options.Augmentation;
        _mirrors = plan.SliceAxis switch
        {
            PatientAxis.LeftRight => (a.MirrorLeftRight, a.MirrorHeadFoot, a.MirrorAnteroPosterior),
            PatientAxis.AnteroPosterior => (a.MirrorAnteroPosterior, a.MirrorHeadFoot, a.MirrorLeftRight),
            _ => (a.MirrorHeadFoot, a.MirrorAnteroPosterior, a.MirrorLeftRight),
        };
    }

    public int InputLength => _plan.TrainBatchSize * _plan.PatchRows * _plan.PatchColumns * NetPlan.InputSlices;

    public int TargetLength => _plan.TrainBatchSize * _plan.PatchRows * _plan.PatchColumns;

    public void Fill(int batch, float[] input, long[] target)
    {
        var random = new SeededStream(_seed, batch);
        var pixels = _plan.PatchRows * _plan.PatchColumns;
        var foreground = (int)Math.Ceiling(_foregroundShare * _plan.TrainBatchSize);
        for (var n = 0; n < _plan.TrainBatchSize; n++)
        {
            var place = n < foreground ? OnStructure(random) : Anywhere(random);
            Cut(place, random, input.AsSpan(n * pixels * NetPlan.InputSlices, pixels * NetPlan.InputSlices), target.AsSpan(n * pixels, pixels));
        }
    }

    private Place Anywhere(SeededStream random)
    {
        var scan = _scans[random.Below(_scans.Count)];
        return new Place(scan, random.Below(scan.Slices), random.Unit() * (scan.Rows - 1), random.Unit() * (scan.Columns - 1));
    }

    private Place OnStructure(SeededStream random)
    {
        var c = 1 + random.Below(_scansOfClass.Length - 1);
        if (_scansOfClass[c].Length == 0)
        {
            return Anywhere(random);
        }

        var scan = _scans[_scansOfClass[c][random.Below(_scansOfClass[c].Length)]];
        var voxel = scan.Positions[c][random.Below(scan.Positions[c].Length)];
        var (slice, within) = Math.DivRem(voxel, scan.Rows * scan.Columns);
        return new Place(
            scan, slice,
            (within / scan.Columns) + random.Between(-0.25, 0.25) * _plan.PatchRows,
            (within % scan.Columns) + random.Between(-0.25, 0.25) * _plan.PatchColumns);
    }

    private void Cut(Place place, SeededStream random, Span<float> input, Span<long> target)
    {
        var (scan, a) = (place.Scan, _augmentation);
        var (angle, scale) = (0.0, 1.0);
        if (random.Chance(a.WarpChance))
        {
            angle = random.Between(-a.RotationDegrees, a.RotationDegrees) * Math.PI / 180;
            scale = Math.Pow(a.Scale, random.Between(-1, 1));
        }

        var (rows, columns) = (_plan.PatchRows, _plan.PatchColumns);
        var (row, column) = (Middle(place.Row, rows, scan.Rows), Middle(place.Column, columns, scan.Columns));
        if (angle == 0 && scale == 1)
        {
            (row, column) = (Math.Round(row - ((rows - 1) / 2.0)) + ((rows - 1) / 2.0), Math.Round(column - ((columns - 1) / 2.0)) + ((columns - 1) / 2.0));
        }

        var (sliceSign, rowSign, columnSign) = (Sign(_mirrors.Slices), Sign(_mirrors.Rows), Sign(_mirrors.Columns));
        var (sin, cos) = Math.SinCos(angle);
        var aspect = _plan.ColumnSpacingMm / _plan.RowSpacingMm;
        var map = new PatchMap(
            row, column,
            cos * scale * rowSign, -sin * scale * columnSign * aspect,
            sin * scale * rowSign / aspect, cos * scale * columnSign);
        map.Sample(scan, place.Slice, sliceSign, rows, columns, input, target);
        PatchLook.Change(input, rows, columns, a, random);

        double Sign(bool allowed) => allowed && random.Chance(0.5) ? -1 : 1;
    }

    /// <summary>Moves a patch's middle so that it covers the slice as far as it can.</summary>
    private static double Middle(double at, int patch, int size) =>
        size <= patch ? (size - 1) / 2.0 : Math.Clamp(at, (patch - 1) / 2.0, size - 1 - ((patch - 1) / 2.0));

    private readonly record struct Place(PreparedScan Scan, int Slice, double Row, double Column);
}
