using ActiveSeg.Nets.Networks;
using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.Training.Patches;

/// <summary>Draws batches of augmented patches from prepared scans.</summary>
/// <remarks>
/// <para>Shapes: input <c>[n, slices, rows, columns, channels]</c>, target <c>[n, slices, rows, columns, classes]</c> of shares that sum
/// to 1, last index fastest.</para>
/// <para>Deterministic: batch <c>n</c> depends on the seed and <c>n</c> alone. Threading: calls with different buffers may overlap.</para>
/// </remarks>
internal sealed class PatchSource
{
    private readonly IReadOnlyList<PreparedScan> _scans;
    private readonly NetPlan _plan;
    private readonly Augmentation _augmentation;
    private readonly double _foregroundShare;
    private readonly int _seed;
    private readonly int _classes;
    private readonly int[][] _scansOfClass;
    private readonly (bool Slices, bool Rows, bool Columns) _mirrors;

    /// <param name="scans">Where to draw from.</param>
    /// <param name="plan">Size and number of patches.</param>
    /// <param name="classes">Number of classes; 0 for scans without labels.</param>
    /// <param name="augmentation">Changes of patches.</param>
    /// <param name="foregroundShare">Share of patches placed on a structure.</param>
    /// <param name="seed">Seed of the draws.</param>
    public PatchSource(
        IReadOnlyList<PreparedScan> scans, NetPlan plan, int classes, Augmentation augmentation, double foregroundShare, int seed)
    {
        (_scans, _plan, _classes, _augmentation, _foregroundShare, _seed) = (scans, plan, classes, augmentation, foregroundShare, seed);
        _scansOfClass = [.. Enumerable.Range(0, classes).Select(c =>
            Enumerable.Range(0, scans.Count).Where(i => scans[i].Positions[c].Length > 0).ToArray())];
        _mirrors = augmentation.MirrorsOf(plan.SliceAxis);
    }

    public int InputLength => _plan.TrainBatchSize * _plan.PatchPixels * _plan.InputSlices;

    public int TargetLength => _plan.TrainBatchSize * _plan.PatchPixels * _classes;

    public void Fill(int batch, float[] input, float[] target)
    {
        var random = new SeededStream(_seed, batch);
        var foreground = _classes == 0 ? 0 : (int)Math.Ceiling(_foregroundShare * _plan.TrainBatchSize);
        Array.Clear(target);
        var (pixels, values) = (_plan.PatchPixels, _plan.PatchPixels * _plan.InputSlices);
        for (var n = 0; n < _plan.TrainBatchSize; n++)
        {
            var place = n < foreground ? OnStructure(random) : Anywhere(random);
            Cut(place, random, input.AsSpan(n * values, values), target.AsSpan(n * pixels * _classes, pixels * _classes));
        }
    }

    /// <summary>Draws pairs: patch <c>i</c> of the first half and patch <c>i</c> of the second are of one scan, from places at most half a
    /// patch apart, and are changed independently. No scan has two pairs while there is one without.</summary>
    /// <param name="batch">Number of the batch.</param>
    /// <param name="input">As for <see cref="Fill"/>.</param>
    /// <returns>Scan of each pair, by its place among the scans.</returns>
    public int[] FillPairs(int batch, float[] input)
    {
        var random = new SeededStream(_seed, batch);
        var (pairs, values) = (_plan.TrainBatchSize / 2, _plan.PatchPixels * _plan.InputSlices);
        var (order, drawn) = (Enumerable.Range(0, _scans.Count).ToArray(), new int[pairs]);
        for (var n = 0; n < pairs; n++)
        {
            var next = n % order.Length;
            var other = next + random.Below(order.Length - next);
            (order[next], order[other]) = (order[other], order[next]);
            drawn[n] = order[next];
            var place = Anywhere(_scans[drawn[n]], random);
            Cut(place, random, input.AsSpan(n * values, values), []);
            Cut(Near(place, random), random, input.AsSpan((pairs + n) * values, values), []);
        }

        return drawn;
    }

    private Place Near(Place place, SeededStream random) => place with
    {
        Slice = Math.Clamp(place.Slice + (int)Math.Round(random.Between(-0.5, 0.5) * _plan.PatchSlices), 0, place.Scan.Slices - 1),
        Row = place.Row + (random.Between(-0.5, 0.5) * _plan.PatchRows),
        Column = place.Column + (random.Between(-0.5, 0.5) * _plan.PatchColumns),
    };

    private Place Anywhere(SeededStream random) => Anywhere(_scans[random.Below(_scans.Count)], random);

    private static Place Anywhere(PreparedScan scan, SeededStream random) =>
        new(scan, random.Below(scan.Slices), random.Unit() * (scan.Rows - 1), random.Unit() * (scan.Columns - 1));

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

    private void Cut(Place place, SeededStream random, Span<float> input, Span<float> target)
    {
        var (scan, a) = (place.Scan, _augmentation);
        var (angle, scale, stretch) = (0.0, 1.0, 1.0);
        if (random.Chance(a.WarpChance))
        {
            angle = random.Between(-a.RotationDegrees, a.RotationDegrees) * Math.PI / 180;
            scale = Math.Pow(a.Scale, random.Between(-1, 1));
            stretch = Math.Pow(a.Stretch, random.Between(-1, 1));
        }

        var isFlat = _plan.Dimensions == 2;
        var middle = (
            S: isFlat ? place.Slice : Middle(place.Slice, _plan.PatchSlices, scan.Slices),
            R: Middle(place.Row, _plan.PatchRows, scan.Rows),
            C: Middle(place.Column, _plan.PatchColumns, scan.Columns));
        if (angle == 0 && scale == 1)
        {
            middle = (isFlat ? middle.S : OnVoxels(middle.S, _plan.PatchSlices), OnVoxels(middle.R, _plan.PatchRows), OnVoxels(middle.C, _plan.PatchColumns));
        }

        var (sliceSign, rowSign, columnSign) = (Sign(_mirrors.Slices), Sign(_mirrors.Rows), Sign(_mirrors.Columns));
        var (sin, cos) = Math.SinCos(angle);
        var aspect = _plan.ColumnSpacingMm / _plan.RowSpacingMm;
        var (byRow, byColumn) = (scale * stretch * rowSign, scale / stretch * columnSign);
        var map = new PatchMap(
            middle,
            (isFlat ? sliceSign : sliceSign * scale, 0, 0),
            (0, cos * byRow, sin * byRow / aspect),
            (0, -sin * byColumn * aspect, cos * byColumn));
        if (isFlat)
        {
            map.SampleSlice(scan, _plan, input, target, _classes);
        }
        else
        {
            map.SampleBlock(scan, _plan, input, target, _classes);
        }

        new PatchLook(_plan.PatchSlices, _plan.PatchRows, _plan.PatchColumns, _plan.InputSlices).Change(input, a, random);

        double Sign(bool allowed) => allowed && random.Chance(0.5) ? -1 : 1;
    }

    /// <summary>Moves a patch's middle so that it covers the stack as far as it can.</summary>
    private static double Middle(double at, int patch, int size) =>
        size <= patch ? (size - 1) / 2.0 : Math.Clamp(at, (patch - 1) / 2.0, size - 1 - ((patch - 1) / 2.0));

    private static double OnVoxels(double middle, int patch) => Math.Round(middle - ((patch - 1) / 2.0)) + ((patch - 1) / 2.0);

    private readonly record struct Place(PreparedScan Scan, int Slice, double Row, double Column);
}
