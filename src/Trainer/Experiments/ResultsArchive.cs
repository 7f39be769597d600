using System.IO.Compression;

namespace ActiveSeg.Trainer.Experiments;

/// <summary>What an experiment gave, without what it needs to go on.</summary>
internal static class ResultsArchive
{
    // Stored trainings and the state of each policy and seed: large, and of use to the laboratory only.
    private static readonly string[] LeftOut = ["rounds", "cells"];

    /// <summary>A ZIP archive of a results folder: tables, figures, manifest and report.</summary>
    public static byte[] Of(string folder)
    {
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => !LeftOut.Contains(path.Split('/')[0]) && !path.EndsWith(".part", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var path in paths)
            {
                archive.CreateEntryFromFile(Path.Combine(folder, path), path);
            }
        }

        return bytes.ToArray();
    }
}
