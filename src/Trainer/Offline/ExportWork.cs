using System.Security.Cryptography;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Interchange.Bundles;
using ActiveSeg.Nets.Interchange.Onnx;

namespace ActiveSeg.Trainer.Offline;

/// <summary><c>export</c>: our weights to formats of others.</summary>
internal static class ExportWork
{
    /// <summary>Does it.</summary>
    /// <returns>What was written, in a sentence.</returns>
    /// <exception cref="UsageException">Neither a file nor a folder to write is named, or both are.</exception>
    /// <exception cref="CheckpointException">The weights are not sound.</exception>
    public static string Run(OfflineWords words)
    {
        var (onnx, bundle) = (words.Find("--onnx"), words.Find("--bundle"));
        if (onnx is null == bundle is null)
        {
            throw new UsageException("give --onnx FILE or --bundle DIR");
        }

        var bytes = File.ReadAllBytes(words.File);
        var weights = TrainedWeights.FromBytes(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        if (onnx is not null)
        {
            OnnxExport.Write(weights, onnx);
            return $"{onnx}: ONNX model of the weights {weights.Sha256}";
        }

        var defaults = new BundleOptions();
        BundleFolder.Write(weights, bundle!, new BundleOptions
        {
            Version = VersionOf(words.Find("--version") ?? defaults.Version),
            Change = words.Find("--change") ?? defaults.Change,
            Card = words.Find("--card") is { } card ? File.ReadAllText(card) : null,
        });
        return $"{bundle}: MONAI bundle of the weights {weights.Sha256}";
    }

    private static string VersionOf(string text) => text.Split('.') is [_, _, _] parts && parts.All(p => int.TryParse(p, out var number) && number >= 0)
        ? text
        : throw new UsageException($"--version {text} is not three numbers");
}
