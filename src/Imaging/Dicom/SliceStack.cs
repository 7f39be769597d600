using ActiveSeg.Imaging.Dicom.Parsing;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Dicom;

/// <summary>Orders the slices of a series along their normal and proves that they fill a grid.</summary>
/// <remarks>
/// One series, one size, spacing (1e-4 relative) and orientation (1e-4 per component). Slices closer than 1e-3 mm count as
/// duplicates. The spacing is the mean distance; every slice must lie within 1 % of it (at least 0.001 mm) of its place
/// along the normal, and within 5 % of a pixel across it. A distance of a whole multiple of the median is a gap.
/// </remarks>
internal static class SliceStack
{
    private const double SameMm = 1e-3;

    public static (Grid Grid, IReadOnlyList<DicomSlice> Ordered) Assemble(
        string name, IReadOnlyList<DicomSlice> slices, long maxVoxels)
    {
        var first = slices[0];
        foreach (var slice in slices)
        {
            RequireSameSeries(name, first, slice);
        }

        var voxels = (long)first.Columns * first.Rows * slices.Count;
        if (voxels > Math.Min(maxVoxels, int.MaxValue))
        {
            throw new ImageFormatException(ImageFault.TooLarge, name, $"{voxels} voxels, {maxVoxels} are allowed");
        }

        var normal = first.AlongRow.Cross(first.AlongColumn);
        DicomSlice[] ordered = [.. slices.OrderBy(s => s.Position.Dot(normal)).ThenBy(s => s.Dataset.Name, StringComparer.Ordinal).ThenBy(s => s.Frame)];
        double[] places = [.. ordered.Select(s => s.Position.Dot(normal))];
        var spacing = ordered.Length == 1 ? Thickness(first) : EvenSpacing(name, ordered, places);
        for (var k = 0; k < ordered.Length; k++)
        {
            RequireInPlace(name, ordered, k, normal, places[k] - places[0], k * spacing, spacing);
        }

        return (NewGrid(name, ordered, spacing, normal), ordered);
    }

    private static void RequireSameSeries(string name, DicomSlice first, DicomSlice slice)
    {
        var difference =
            slice.SeriesUid != first.SeriesUid ? "belong to different series"
            : FrameOf(slice) != FrameOf(first) ? "have different frames of reference"
            : (slice.Columns, slice.Rows) != (first.Columns, first.Rows) ? "differ in size"
            : Differ(slice.SpacingAlongRow, first.SpacingAlongRow) || Differ(slice.SpacingAlongColumn, first.SpacingAlongColumn)
                ? "differ in pixel spacing"
            : Turned(slice.AlongRow, first.AlongRow) || Turned(slice.AlongColumn, first.AlongColumn) ? "differ in orientation"
            : null;
        if (difference is not null)
        {
            throw new ImageFormatException(ImageFault.MixedSeries, name, $"{Names(first, slice)} {difference}");
        }
    }

    private static double EvenSpacing(string name, DicomSlice[] ordered, double[] places)
    {
        var distances = new double[places.Length - 1];
        for (var k = 0; k < distances.Length; k++)
        {
            distances[k] = places[k + 1] - places[k];
            if (distances[k] < SameMm)
            {
                throw new ImageFormatException(
                    ImageFault.DuplicateSlices, name, $"{Names(ordered[k], ordered[k + 1])} lie at the same place");
            }
        }

        var median = distances.Order().ElementAt((distances.Length - 1) / 2);
        for (var k = 0; k < distances.Length; k++)
        {
            var steps = Math.Round(distances[k] / median);
            if (steps >= 2 && Math.Abs(distances[k] - (steps * median)) <= steps * Tolerance(median))
            {
                throw new ImageFormatException(
                    ImageFault.MissingSlices, name,
                    $"{steps - 1} slices are missing between {Names(ordered[k], ordered[k + 1])}, "
                    + $"{distances[k]:g6} mm apart where others are {median:g6} mm");
            }
        }

        return (places[^1] - places[0]) / distances.Length;
    }

    private static void RequireInPlace(
        string name, DicomSlice[] ordered, int k, VectorMm normal, double place, double expected, double spacing)
    {
        var (first, slice) = (ordered[0], ordered[k]);
        var across = slice.Position - first.Position - (normal * place);
        var pixel = Math.Min(first.SpacingAlongRow, first.SpacingAlongColumn);
        if (Math.Abs(place - expected) > Tolerance(spacing) || across.Length > 0.05 * pixel)
        {
            throw new ImageFormatException(
                ImageFault.UnevenSlices, name,
                $"{slice.Label} lies {place:g6} mm along and {across.Length:g3} mm across the normal, "
                + $"expected {expected:g6} and 0 mm");
        }
    }

    private static double Thickness(DicomSlice slice)
    {
        var thickness = slice.Measures.Decimals(DicomTags.SpacingBetweenSlices, 1, "Spacing Between Slices")?[0]
            ?? slice.Measures.RequiredDecimals(DicomTags.SliceThickness, 1, "Slice Thickness")[0];
        return thickness > 0
            ? thickness
            : throw new ImageFormatException(ImageFault.BadSpacing, slice.Dataset.Name, $"a slice {thickness} mm thick");
    }

    private static Grid NewGrid(string name, DicomSlice[] ordered, double spacing, VectorMm normal)
    {
        var first = ordered[0];
        try
        {
            return new Grid(
                new GridSize(first.Columns, first.Rows, ordered.Length),
                new VectorMm(first.SpacingAlongRow, first.SpacingAlongColumn, spacing),
                first.Position,
                first.AlongRow,
                first.AlongColumn,
                normal);
        }
        catch (ArgumentException refusal)
        {
            throw new ImageFormatException(ImageFault.NotOrthonormal, name, refusal.Message, refusal);
        }
    }

    private static string? FrameOf(DicomSlice slice) => slice.Dataset.Text(DicomTags.FrameOfReferenceUid);

    private static double Tolerance(double spacing) => Math.Max(SameMm, 0.01 * spacing);

    private static bool Differ(double a, double b) => Math.Abs(a - b) > 1e-4 * b;

    private static bool Turned(VectorMm a, VectorMm b) =>
        Math.Abs(a.X - b.X) > 1e-4 || Math.Abs(a.Y - b.Y) > 1e-4 || Math.Abs(a.Z - b.Z) > 1e-4;

    private static string Names(DicomSlice a, DicomSlice b) =>
        $"{a.Label} and {b.Label}";
}
