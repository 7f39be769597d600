using ActiveSeg.Nets.Networks;

namespace ActiveSeg.Nets.Interchange.Onnx;

/// <summary>Draws networks of inference as one ONNX graph, operation for operation as <see cref="FoldedUNet"/> runs them.</summary>
internal static class OnnxNetwork
{
    public const string Input = "image";
    public const string Output = "probabilities";

    /// <summary>The graph; several networks' probabilities are averaged.</summary>
    public static WireMessage Draw(NetLayout layout, FoldedArrays[] members, string inputMeaning, string outputMeaning)
    {
        var graph = new OnnxGraph();
        if (members.Length == 1)
        {
            graph.Softmax(Logits(graph, layout, members[0], ""), Output);
        }
        else
        {
            graph.Mean([.. members.Select((member, m) =>
                graph.Softmax(Logits(graph, layout, member, $"member.{m}."), $"member.{m}.probabilities"))], Output);
        }

        object[] space = layout.IsVolumetric ? ["slices", "rows", "columns"] : ["rows", "columns"];
        return graph.Finish(
            "activeseg", (Input, ["n", layout.Plan.InputSlices, .. space], inputMeaning), (Output, ["n", layout.Classes, .. space], outputMeaning));
    }

    private static string Logits(OnnxGraph graph, NetLayout layout, FoldedArrays arrays, string prefix)
    {
        var maps = new string[layout.Levels];
        var x = Input;
        for (var level = 0; level < maps.Length; level++)
        {
            var name = $"enc.{level}";
            x = maps[level] = Block(name, level == 0 ? x : graph.Pool(x, $"{prefix}{name}.pool", PoolBlock(layout, level)));
        }

        for (var level = maps.Length - 2; level >= 0; level--)
        {
            var name = $"dec.{level}";
            var up = graph.Enlarge(Convolve(x, $"{name}.up"), maps[level], $"{prefix}{name}.enlarged");
            x = Block(name, graph.Add(up, maps[level], $"{prefix}{name}.sum"));
        }

        return Convolve(x, "head");

        string Convolve(string from, string name) => graph.Convolve(from, prefix + name, arrays.Of(name));

        string Block(string name, string from)
        {
            var y = Convolve(graph.Relu(Convolve(from, $"{name}.conv1"), $"{prefix}{name}.relu1"), $"{name}.conv2");
            var skip = arrays.Has($"{name}.skip") ? Convolve(from, $"{name}.skip") : from;
            return graph.Relu(graph.Add(y, skip, $"{prefix}{name}.residual"), $"{prefix}{name}.relu2");
        }
    }

    private static long[] PoolBlock(NetLayout layout, int level) => layout.IsVolumetric ? [layout.SlicePooling(level), 2, 2] : [2, 2];
}
