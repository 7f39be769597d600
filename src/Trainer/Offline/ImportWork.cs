using ActiveSeg.Nets.Interchange.Imports;

namespace ActiveSeg.Trainer.Offline;

/// <summary><c>import</c>: weights of others, checked array by array, to ours.</summary>
internal static class ImportWork
{
    /// <summary>Does it.</summary>
    /// <returns>What was written, in a sentence.</returns>
    /// <exception cref="UsageException">No file to write is named.</exception>
    /// <exception cref="WeightsImportException">Something does not fit.</exception>
    public static string Run(OfflineWords words)
    {
        var path = words.Find("--out") ?? throw new UsageException("--out FILE is missing");
        var weights = WeightsImport.Read(File.ReadAllBytes(words.File), words.ReadFile("--plan"), words.ReadFile("--names"));
        weights.Save(path);
        return $"{path}: weights {weights.Sha256}";
    }
}
