using System.Collections.Immutable;
using ActiveSeg.Imaging.Dicom;

namespace ActiveSeg.Imaging.Datasets;

/// <summary>Finds out what a folder of scans holds.</summary>
/// <remarks>
/// <para>With <c>dataset.json</c>: the Medical Segmentation Decathlon's layout (it lists its files) or nnU-Net v2's
/// (<c>imagesTr/{case}_0000{ending}</c>, <c>labelsTr/{case}{ending}</c>, <c>imagesTs</c>). Without: every folder below that
/// holds files which can be DICOM slices is one series, its case id the path with <c>_</c> between the parts.</para>
/// <para>An optional <c>cases.csv</c> (column <c>case_id</c>, and <c>image</c>, <c>label</c>, <c>patient_id</c> and any others)
/// adds columns to the cases, and cases of its own.</para>
/// </remarks>
public static class DatasetFolder
{
    private const int MostFolders = 100_000;

    /// <summary>Opens a folder; reads descriptions, and for DICOM one header a series, but no voxels.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="limits">Largest image that is read. Default: <see cref="ImageLimits.Default"/>.</param>
    /// <exception cref="ImageFormatException">The folder, or its description as a whole, cannot be used, or nothing in it looks like a scan.</exception>
    public static Dataset Open(string path, ImageLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
        {
            throw new ImageFormatException(ImageFault.Unreadable, folder, "there is no such folder");
        }

        var cases = new CaseCollection(folder);
        var descriptionPath = Path.Combine(folder, "dataset.json");
        var description = File.Exists(descriptionPath) ? DatasetDescription.Read(descriptionPath) : null;
        if (description is null)
        {
            AddDicomSeries(cases, folder, limits ?? ImageLimits.Default);
        }
        else
        {
            AddDescribed(cases, folder, descriptionPath, description);
        }

        var table = Path.Combine(folder, "cases.csv");
        if (File.Exists(table))
        {
            cases.Join(table);
        }

        var dataset = cases.ToDataset(
            description?.Name, description?.Structures ?? ImmutableSortedDictionary<byte, string>.Empty);
        return dataset.Cases.Length > 0 || dataset.Problems.Length > 0
            ? dataset
            : throw new ImageFormatException(
                ImageFault.BadDataset, folder, "holds neither a dataset.json with cases, nor a cases.csv, nor DICOM series");
    }

    private static void AddDescribed(
        CaseCollection cases, string folder, string descriptionPath, DatasetDescription description)
    {
        if (description.Channels > 1)
        {
            cases.Report(new DatasetProblem(
                descriptionPath, ImageFault.BadDataset,
                $"{description.Channels} channels; only the first is read"));
        }

        if (description.FileEnding is not { } ending)
        {
            foreach (var (image, label) in description.Listed)
            {
                cases.Add(Stem(image), image, label);
            }

            return;
        }

        foreach (var part in (string[])["imagesTr", "imagesTs"])
        {
            var images = Path.Combine(folder, part);
            if (!Directory.Exists(images))
            {
                continue;
            }

            foreach (var file in ImageFile.FilesIn(images).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal))
            {
                if (file.EndsWith("_0000" + ending, StringComparison.Ordinal))
                {
                    var caseId = file[..^("_0000" + ending).Length];
                    cases.Add(
                        caseId, Path.Combine(part, file), part == "imagesTr" ? Path.Combine("labelsTr", caseId + ending) : null);
                }
            }
        }
    }

    private static void AddDicomSeries(CaseCollection cases, string root, ImageLimits limits)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 32,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        var folders = ImageFile.Guard(root, () => Directory.EnumerateDirectories(root, "*", options).Prepend(root).Take(MostFolders + 1).ToArray());
        if (folders.Length > MostFolders)
        {
            throw new ImageFormatException(ImageFault.TooLarge, root, $"more than {MostFolders} folders");
        }

        foreach (var folder in folders.Order(StringComparer.Ordinal))
        {
            if (DicomSeriesReader.SliceFilesIn(folder).Count == 0)
            {
                continue;
            }

            var relative = Path.GetRelativePath(root, folder);
            try
            {
                var attributes = DicomSeriesReader.ReadAttributes(folder, limits);
                var columns = new Dictionary<string, string>(attributes.ToStrata(), StringComparer.Ordinal);
                if (attributes.PatientId is { } patient)
                {
                    columns["patient_id"] = patient;
                }

                cases.Add(relative == "." ? Path.GetFileName(root) : relative.Replace(Path.DirectorySeparatorChar, '_'), relative, null, columns);
            }
            catch (ImageFormatException refusal)
            {
                cases.Report(DatasetProblem.Of(refusal));
            }
        }
    }

    private static string Stem(string image)
    {
        var name = Path.GetFileName(image);
        foreach (var ending in (string[])[".nii.gz", ".nii"])
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return name[..^ending.Length];
            }
        }

        return name;
    }
}
