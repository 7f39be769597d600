using ActiveSeg.Imaging.Dicom.Parsing;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Dicom;

/// <summary>Reads the files of one series, single-frame or enhanced multi-frame, into a volume.</summary>
/// <remarks>
/// <para>Accepted: explicit and implicit little endian, uncompressed grey pixels of 8 or 16 bits, one place a slice, equal
/// distances. Rules and tolerances of the geometry: <see cref="SliceStack"/>.</para>
/// <para>Errors: <see cref="ImageFormatException"/> and nothing else, whatever the bytes.</para>
/// </remarks>
public static class DicomSeriesReader
{
    private static readonly string[] OtherEndings =
        [".txt", ".md", ".json", ".csv", ".tsv", ".xml", ".html", ".pdf", ".png", ".jpg", ".nii", ".gz", ".sha256"];

    /// <summary>The files of a folder that have to be slices: all but hidden ones, DICOMDIR, README, LICENSE and those with an ending of another format.</summary>
    /// <returns>Sorted by name.</returns>
    /// <exception cref="ImageFormatException">The folder cannot be read.</exception>
    public static IReadOnlyList<string> SliceFilesIn(string folder)
    {
        var files = ImageFile.FilesIn(folder);
        Array.Sort(files, StringComparer.Ordinal);
        return [.. files.Where(MayBeSlice)];
    }

    /// <summary>Reads the series that a folder holds.</summary>
    /// <exception cref="ImageFormatException">A file is refused, or the files do not make one evenly spaced volume.</exception>
    public static DicomSeries Read(string folder, ImageLimits? limits = null) =>
        Read(folder, SliceFilesIn(folder), limits);

    /// <summary>Reads the attributes of a folder's first file, without its pixels.</summary>
    /// <exception cref="ImageFormatException">There is no file, or the first is refused.</exception>
    public static DicomSeriesAttributes ReadAttributes(string folder, ImageLimits? limits = null)
    {
        var files = SliceFilesIn(folder);
        return files.Count > 0
            ? DicomSeriesAttributes.Of(DicomFile.Read(files[0], limits ?? ImageLimits.Default))
            : throw Empty(folder);
    }

    /// <summary>Reads a series from its files.</summary>
    /// <param name="name">What error messages call the series.</param>
    /// <param name="files">All slices, in any order.</param>
    /// <param name="limits">Default: <see cref="ImageLimits.Default"/>.</param>
    /// <exception cref="ImageFormatException">A file is refused, or the files do not make one evenly spaced volume.</exception>
    public static DicomSeries Read(string name, IReadOnlyList<string> files, ImageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        limits ??= ImageLimits.Default;
        if (files.Count == 0)
        {
            throw Empty(name);
        }

        if (files.Count > limits.MaxSlices)
        {
            throw new ImageFormatException(
                ImageFault.TooLarge, name, $"{files.Count} files, {limits.MaxSlices} are allowed");
        }

        var slices = new List<DicomSlice>(files.Count);
        long bytes = 0;
        foreach (var file in files)
        {
            bytes += ImageFile.Guard(file, () => new FileInfo(file).Length);
            if (bytes > limits.MaxFileBytes)
            {
                throw new ImageFormatException(
                    ImageFault.TooLarge, name, $"more than the {limits.MaxFileBytes} bytes that are allowed for a series");
            }

            slices.AddRange(DicomSlice.AllOf(DicomFile.Read(file, limits), limits));
        }

        var (grid, ordered) = SliceStack.Assemble(name, slices, limits.MaxVoxels);
        var voxels = new float[grid.Size.Count];
        var perSlice = grid.Size.X * grid.Size.Y;
        for (var k = 0; k < ordered.Count; k++)
        {
            DicomPixels.Read(ordered[k], voxels.AsSpan(k * perSlice, perSlice));
        }

        return new DicomSeries(
            new Volume(grid, voxels), DicomSeriesAttributes.Of(ordered[0].Dataset), [.. ordered.Select(s => s.Dataset.Name).Distinct()]);
    }

    private static bool MayBeSlice(string path)
    {
        var name = Path.GetFileName(path);
        return !name.StartsWith('.')
            && !name.Equals("DICOMDIR", StringComparison.OrdinalIgnoreCase)
            && !name.StartsWith("README", StringComparison.OrdinalIgnoreCase)
            && !name.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase)
            && !OtherEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    private static ImageFormatException Empty(string name) =>
        new(ImageFault.NotDicom, name, "holds no DICOM file");
}
