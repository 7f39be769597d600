using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ActiveSeg.Imaging.Dicom;
using ActiveSeg.Imaging.Nifti;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Imaging.Datasets;

/// <summary>Reads the cases of a data set one by one and remembers their content, so that a scan twice in it is found.</summary>
/// <param name="dataset">Where the cases come from.</param>
/// <param name="limits">Largest image that is read. Default: <see cref="ImageLimits.Default"/>.</param>
/// <remarks>Threading: one thread at a time.</remarks>
public sealed class DatasetReader(Dataset dataset, ImageLimits? limits = null)
{
    private readonly Dictionary<string, string> caseByContent = new(StringComparer.Ordinal);

    /// <summary>Reads image and label map of a case and checks them against each other.</summary>
    /// <returns>
    /// Refused when a file is refused, the mask lies on another grid than the image, it holds a number that the data set
    /// does not name (unless it names none), or an earlier accepted case of another id has the same voxels and geometry.
    /// </returns>
    public CaseReading Read(DatasetCase @case)
    {
        ArgumentNullException.ThrowIfNull(@case);
        try
        {
            var image = Directory.Exists(@case.ImagePath)
                ? DicomSeriesReader.Read(@case.ImagePath, limits).Volume
                : NiftiReader.ReadVolume(@case.ImagePath, limits);
            var labels = @case.LabelPath is null ? null : ReadLabels(@case.LabelPath, image.Grid);
            var content = ContentHash(image);
            if (!caseByContent.TryAdd(content, @case.CaseId) && caseByContent[content] != @case.CaseId)
            {
                throw new ImageFormatException(
                    ImageFault.DuplicateScan, @case.ImagePath, $"the same scan as case {caseByContent[content]}");
            }

            return new CaseReading.Accepted(@case, image, labels);
        }
        catch (ImageFormatException refusal)
        {
            return new CaseReading.Refused(@case, DatasetProblem.Of(refusal));
        }
    }

    /// <summary>SHA-256 of voxels and geometry, as hexadecimal text; independent of compression and header fields that do not matter.</summary>
    public static string ContentHash(Volume image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (g, i, j, k) = (image.Grid, image.Grid.AxisI, image.Grid.AxisJ, image.Grid.AxisK);
        double[] geometry =
        [
            g.Size.X, g.Size.Y, g.Size.Z, g.Spacing.X, g.Spacing.Y, g.Spacing.Z, g.Origin.X, g.Origin.Y, g.Origin.Z,
            i.X, i.Y, i.Z, j.X, j.Y, j.Z, k.X, k.Y, k.Z,
        ];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(geometry.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(image.Voxels.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private LabelMap ReadLabels(string path, Grid grid)
    {
        var labels = NiftiReader.ReadLabels(path, limits);
        if (!labels.Grid.IsSameAs(grid))
        {
            throw new ImageFormatException(
                ImageFault.GeometryMismatch, path, labels.Grid.Size != grid.Size
                    ? $"the mask has {labels.Grid.Size} voxels, its image {grid.Size}"
                    : $"the mask lies {labels.Grid.CornerDistanceMm(grid):g4} mm away from its image");
        }

        var seen = new bool[256];
        foreach (var label in labels.Labels)
        {
            seen[label] = true;
        }

        if (dataset.Structures.IsEmpty)
        {
            return labels;
        }

        int[] unknown = [.. Enumerable.Range(1, 255).Where(n => seen[n] && !dataset.Structures.ContainsKey((byte)n))];
        return unknown.Length == 0
            ? labels
            : throw new ImageFormatException(
                ImageFault.UnknownLabel, path, $"the mask holds {string.Join(", ", unknown)}, which the data set does not name");
    }
}
