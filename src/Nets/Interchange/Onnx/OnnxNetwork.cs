using ActiveSeg.Nets.Networks;

namespace ActiveSeg.Nets.Interchange.Onnx;

/// <summary>Draws the network of inference as an ONNX graph, operation for operation as <see cref="FoldedUNet"/> runs it.</summary>
internal static class OnnxNetwork
{
    public const string Input = "image";
    public const string Output = "probabilities";

    public static WireMessage Draw(NetLayout layout, FoldedArrays arrays, string inputMeaning, string outputMeaning)
    {
        var graph = new OnnxGraph();
        var maps = new string[layout.Levels];
        var x = Input;
        for (var level = 0; level < maps.Length; level++)
        {
            var name = $"enc.{level}";
            x = maps[level] = Block(graph, arrays, name, level == 0 ? x : graph.Pool(x, $"{name}.pool", PoolBlock(layout, level)));
        }

        for (var level = maps.Length - 2; level >= 0; level--)
        {
            var name = $"dec.{level}";
            var up = graph.Convolve(x, $"{name}.up", arrays.Of($"{name}.up"));
            x = Block(graph, arrays, name, graph.Add(graph.Enlarge(up, maps[level], $"{name}.enlarged"), maps[level], $"{name}.sum"));
        }

        graph.Softmax(graph.Convolve(x, "head", arrays.Of("head")), Output);
        object[] space = layout.IsVolumetric ? ["slices", "rows", "columns"] : ["rows", "columns"];
        return graph.Finish(
            "activeseg", (Input, ["n", layout.Plan.InputSlices, .. space], inputMeaning), (Output, ["n", layout.Classes, .. space], outputMeaning));
    }

    private static long[] PoolBlock(NetLayout layout, int level) => layout.IsVolumetric ? [layout.SlicePooling(level), 2, 2] : [2, 2];

    private static string Block(OnnxGraph graph, FoldedArrays arrays, string name, string x)
    {
        var y = graph.Relu(graph.Convolve(x, $"{name}.conv1", arrays.Of($"{name}.conv1")), $"{name}.relu1");
        y = graph.Convolve(y, $"{name}.conv2", arrays.Of($"{name}.conv2"));
        var skip = arrays.Has($"{name}.skip") ? graph.Convolve(x, $"{name}.skip", arrays.Of($"{name}.skip")) : x;
        return graph.Relu(graph.Add(y, skip, $"{name}.residual"), $"{name}.relu2");
    }
}
