using System.Collections.Immutable;
using ActiveSeg.Nets.Checkpoints;

namespace ActiveSeg.Nets.Interchange.Onnx;

/// <summary>Writes trained weights as an ONNX model that needs nothing of ours to run.</summary>
/// <remarks>
/// <para>Shapes: input <c>image</c> <c>[n, channels, rows, columns]</c> or <c>[n, 1, slices, rows, columns]</c>, output
/// <c>probabilities</c> <c>[n, classes, …]</c>; batch and space are free. What the axes and numbers mean stands in the model's metadata, with plan and structures.</para>
/// <para>Source: ONNX IR version 7, opset 13: Conv, Relu, Add, MaxPool, Shape, Resize, Softmax.</para>
/// </remarks>
public static class OnnxExport
{
    private const int IrVersion = 7;
    private const int Opset = 13;

    /// <summary>The model's bytes; an ensemble's networks are averaged in it, and the temperature is part of it. Deterministic.</summary>
    public static byte[] ToBytes(TrainedWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var description = new NetworkDescription(weights);
        var members = Enumerable.Range(0, weights.Members)
            .Select(m => new FoldedArrays(weights.ArraysOf(m), weights.Refinement.Temperature)).ToArray();
        var graph = OnnxNetwork.Draw(TrainedWeights.LayoutOf(weights.Plan, weights.Structures), members, description.Input, description.Output);
        var model = new WireMessage()
            .Number(1, IrVersion)
            .Text(2, "ActiveSeg")
            .Text(3, typeof(OnnxExport).Assembly.GetName().Version?.ToString(3) ?? "unknown")
            .Text(6, description.Sentence)
            .Message(7, graph)
            .Message(8, new WireMessage().Text(1, "").Number(2, Opset));
        foreach (var (key, value) in MetadataOf(weights, description))
        {
            model.Message(14, new WireMessage().Text(1, key).Text(2, value));
        }

        return model.ToArray();
    }

    /// <summary>Writes the file: temporary file, flush to disk, rename.</summary>
    public static void Write(TrainedWeights weights, string path) => DurableFile.Write(path, ToBytes(weights));

    private static ImmutableSortedDictionary<string, string> MetadataOf(TrainedWeights weights, NetworkDescription description) =>
        PlanFile.MetadataOf(weights).Concat(new Dictionary<string, string>
        {
            ["format"] = "activeseg-onnx-1",
            ["weights_sha256"] = weights.Sha256,
            ["input"] = description.Input,
            ["intensities"] = description.Intensities,
            ["axes"] = description.Axes,
            ["output"] = description.Output,
        }).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
