using ActiveSeg.Imaging.Dicom.Parsing;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Dicom;

/// <summary>One image of a series: its place in the patient and how to read its pixels.</summary>
/// <param name="Dataset">All attributes of its file.</param>
/// <param name="Frame">Number of the frame in its file, from 0.</param>
/// <param name="Frames">Frames in its file.</param>
/// <param name="Measures">Where pixel spacing and slice thickness stand.</param>
/// <param name="Transformation">Where the rescaling stands.</param>
/// <param name="SeriesUid">Series Instance UID.</param>
/// <param name="Columns">Pixels along a row.</param>
/// <param name="Rows">Pixels along a column.</param>
/// <param name="Position">Centre of the first pixel. Units: mm, LPS.</param>
/// <param name="AlongRow">Unit vector in which the column index grows.</param>
/// <param name="AlongColumn">Unit vector in which the row index grows.</param>
/// <param name="SpacingAlongRow">Distance between columns. Units: mm.</param>
/// <param name="SpacingAlongColumn">Distance between rows. Units: mm.</param>
internal sealed record DicomSlice(
    DicomDataset Dataset,
    int Frame,
    int Frames,
    DicomDataset Measures,
    DicomDataset Transformation,
    string SeriesUid,
    int Columns,
    int Rows,
    VectorMm Position,
    VectorMm AlongRow,
    VectorMm AlongColumn,
    double SpacingAlongRow,
    double SpacingAlongColumn)
{
    /// <summary>What messages call it.</summary>
    public string Label => Frames == 1
        ? Path.GetFileName(Dataset.Name)
        : $"{Path.GetFileName(Dataset.Name)} frame {Frame + 1}";

    /// <summary>Reads and checks everything but the pixels of a file's one frame, or of the frames of an enhanced file.</summary>
    /// <remarks>Source: DICOM PS3.3, C.7.6.2 (one frame) and C.7.6.16 (functional groups, per frame before shared).</remarks>
    /// <exception cref="ImageFormatException">An attribute is missing, malformed or not supported.</exception>
    public static IEnumerable<DicomSlice> AllOf(DicomDataset dataset, ImageLimits limits)
    {
        var frames = dataset.Decimals(DicomTags.NumberOfFrames, 1, "Number of Frames")?[0] ?? 1;
        var perFrame = dataset.Items(DicomTags.PerFrameFunctionalGroups);
        if (perFrame.Count == 0 && frames == 1)
        {
            return [Of(dataset, 0, 1, _ => dataset, limits)];
        }

        if (perFrame.Count != frames)
        {
            throw new ImageFormatException(
                ImageFault.UnsupportedPixels, dataset.Name, $"{frames} frames, but {perFrame.Count} of them are described");
        }

        if (perFrame.Count > limits.MaxSlices)
        {
            throw new ImageFormatException(
                ImageFault.TooLarge, dataset.Name, $"{frames} frames, {limits.MaxSlices} are allowed");
        }

        var shared = dataset.Items(DicomTags.SharedFunctionalGroups);
        return perFrame.Select((own, frame) => Of(
            dataset, frame, perFrame.Count,
            group => own.Items(group).Concat(shared.SelectMany(s => s.Items(group))).FirstOrDefault() ?? dataset,
            limits));
    }

    private static DicomSlice Of(
        DicomDataset dataset, int frame, int frames, Func<DicomTag, DicomDataset> groupOf, ImageLimits limits)
    {
        var name = dataset.Name;
        var (rows, columns) = (
            dataset.RequiredShort(DicomTags.Rows, "Rows"), dataset.RequiredShort(DicomTags.Columns, "Columns"));
        if (rows is < 1 or > 32_767 || columns is < 1 or > 32_767)
        {
            throw new ImageFormatException(ImageFault.BadDimensions, name, $"an image of {columns} by {rows} pixels");
        }

        if ((long)rows * columns * frames > limits.MaxVoxels)
        {
            throw new ImageFormatException(
                ImageFault.TooLarge, name, $"{frames} frames of {columns} by {rows} pixels, {limits.MaxVoxels} are allowed");
        }

        var measures = groupOf(DicomTags.PixelMeasuresSequence);
        var spacing = measures.RequiredDecimals(DicomTags.PixelSpacing, 2, "Pixel Spacing");
        if (spacing.Any(s => s <= 0))
        {
            throw new ImageFormatException(ImageFault.BadSpacing, name, $"Pixel Spacing {spacing[0]}, {spacing[1]} mm");
        }

        var o = groupOf(DicomTags.PlaneOrientationSequence)
            .RequiredDecimals(DicomTags.ImageOrientation, 6, "Image Orientation (Patient)");
        var p = groupOf(DicomTags.PlanePositionSequence)
            .RequiredDecimals(DicomTags.ImagePosition, 3, "Image Position (Patient)");
        var (alongRow, alongColumn) = Orthonormal(new VectorMm(o[0], o[1], o[2]), new VectorMm(o[3], o[4], o[5]), name);
        return new DicomSlice(
            dataset,
            frame,
            frames,
            measures,
            groupOf(DicomTags.PixelValueTransformationSequence),
            dataset.RequiredText(DicomTags.SeriesInstanceUid, "Series Instance UID"),
            columns,
            rows,
            new VectorMm(p[0], p[1], p[2]),
            alongRow,
            alongColumn,
            spacing[1],
            spacing[0]);
    }

    private static (VectorMm AlongRow, VectorMm AlongColumn) Orthonormal(VectorMm row, VectorMm column, string name)
    {
        const double tolerance = 1e-3;
        if (Math.Abs(row.Length - 1) > tolerance || Math.Abs(column.Length - 1) > tolerance
            || Math.Abs(row.Dot(column)) > tolerance)
        {
            throw new ImageFormatException(
                ImageFault.NotOrthonormal, name, "Image Orientation (Patient) is not a pair of unit vectors at right angles");
        }

        row *= 1 / row.Length;
        column -= row * row.Dot(column);
        return (row, column * (1 / column.Length));
    }
}
