using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Dicom;

/// <summary>One image of a series: its place in the patient and how to read its pixels.</summary>
/// <param name="Dataset">All attributes.</param>
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
    string SeriesUid,
    int Columns,
    int Rows,
    VectorMm Position,
    VectorMm AlongRow,
    VectorMm AlongColumn,
    double SpacingAlongRow,
    double SpacingAlongColumn)
{
    /// <summary>Reads and checks everything but the pixels.</summary>
    /// <exception cref="ImageFormatException">An attribute is missing, malformed or not supported.</exception>
    public static DicomSlice Of(DicomDataset dataset, ImageLimits limits)
    {
        var name = dataset.Name;
        var (rows, columns) = (
            dataset.RequiredShort(DicomTags.Rows, "Rows"), dataset.RequiredShort(DicomTags.Columns, "Columns"));
        if (rows is < 1 or > 32_767 || columns is < 1 or > 32_767)
        {
            throw new ImageFormatException(ImageFault.BadDimensions, name, $"an image of {columns} by {rows} pixels");
        }

        if ((long)rows * columns > limits.MaxVoxels)
        {
            throw new ImageFormatException(
                ImageFault.TooLarge, name, $"{columns} by {rows} pixels, {limits.MaxVoxels} are allowed");
        }

        if (dataset.Decimals(DicomTags.NumberOfFrames, 1, "Number of Frames") is [not 1])
        {
            throw new ImageFormatException(
                ImageFault.UnsupportedPixels, name, "several frames in one file (enhanced or multi-frame) are not read");
        }

        var spacing = dataset.RequiredDecimals(DicomTags.PixelSpacing, 2, "Pixel Spacing");
        if (spacing.Any(s => s <= 0))
        {
            throw new ImageFormatException(ImageFault.BadSpacing, name, $"Pixel Spacing {spacing[0]}, {spacing[1]} mm");
        }

        var o = dataset.RequiredDecimals(DicomTags.ImageOrientation, 6, "Image Orientation (Patient)");
        var p = dataset.RequiredDecimals(DicomTags.ImagePosition, 3, "Image Position (Patient)");
        var (alongRow, alongColumn) = Orthonormal(new VectorMm(o[0], o[1], o[2]), new VectorMm(o[3], o[4], o[5]), name);
        return new DicomSlice(
            dataset,
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
