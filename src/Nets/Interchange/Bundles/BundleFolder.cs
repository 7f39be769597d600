using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Interchange.Onnx;

namespace ActiveSeg.Nets.Interchange.Bundles;

/// <summary>Writes trained weights as a folder in the layout of a MONAI bundle.</summary>
/// <remarks>
/// <para>Holds <c>configs/metadata.json</c>, <c>configs/inference.json</c>, <c>configs/plan.json</c>, <c>models/model.safetensors</c>,
/// <c>models/model.onnx</c>, <c>scripts/</c> (the network in PyTorch) and <c>docs/README.md</c>. The pickled <c>model.pt</c> that the specification
/// asks for, and a licence, which only the owner of the data can give, are left out.</para>
/// <para>Source: MONAI Bundle Specification (docs.monai.io), keys of metadata.json and names of folders.</para>
/// </remarks>
public static class BundleFolder
{
    private const string Scripts = "ActiveSeg.Nets.Interchange.Bundles.Scripts.";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string[] ScriptNames = ["__init__.py", "network.py", "scans.py"];

    /// <summary>Writes the folder, metadata last.</summary>
    /// <param name="weights">The model.</param>
    /// <param name="folder">A new or an empty folder.</param>
    /// <param name="options">What the bundle says beyond its weights.</param>
    /// <exception cref="IOException">The folder holds something, or cannot be written.</exception>
    public static void Write(TrainedWeights weights, string folder, BundleOptions options)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(options);
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new IOException($"{folder} is not an empty folder");
        }

        var description = new NetworkDescription(weights);
        Put("models/model.safetensors", weights.ToBytes());
        Put("models/model.onnx", OnnxExport.ToBytes(weights));
        foreach (var name in ScriptNames)
        {
            Put($"scripts/{name}", Script(name));
        }

        Put("docs/README.md", Encoding.UTF8.GetBytes(options.Card ?? PlainCard.Of(weights, description)));
        Put("configs/plan.json", Encoding.UTF8.GetBytes(PlanFile.Of(weights)));
        Put("configs/inference.json", Json(BundleInference.Of(weights.Plan, weights.Structures, description)));
        Put("configs/metadata.json", Json(BundleMetadata.Of(weights, description, options)));

        void Put(string path, byte[] bytes) => DurableFile.Write(Path.Combine(folder, path), bytes);
    }

    private static byte[] Json(JsonObject node) => Encoding.UTF8.GetBytes(node.ToJsonString(Indented) + "\n");

    private static byte[] Script(string name)
    {
        using var stream = typeof(BundleFolder).Assembly.GetManifestResourceStream(Scripts + name)
            ?? throw new InvalidOperationException($"the script {name} is not in the assembly");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
