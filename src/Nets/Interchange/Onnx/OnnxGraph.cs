using System.Runtime.InteropServices;

namespace ActiveSeg.Nets.Interchange.Onnx;

/// <summary>An ONNX graph as it grows, node after node; every operation returns the name of its output.</summary>
/// <remarks>Source: field numbers of onnx.proto (IR version 7), operators of opset 13.</remarks>
internal sealed class OnnxGraph
{
    private const int TypeFloat = 1;
    private const int AttributeInt = 2;
    private const int AttributeText = 3;
    private const int AttributeInts = 7;
    private readonly WireMessage _graph = new();
    private int _nodes;

    /// <summary>Convolution that keeps the size.</summary>
    public string Convolve(string x, string name, FoldedKernel kernel)
    {
        string[] inputs = kernel.Bias is { } bias
            ? [x, Constant($"{name}.weight", kernel.Shape, kernel.Weight), Constant($"{name}.bias", [bias.Length], bias)]
            : [x, Constant($"{name}.weight", kernel.Shape, kernel.Weight)];
        var sides = kernel.Shape[2..];
        var halves = sides.Select(side => side / 2).ToArray();
        return Node("Conv", name, inputs, [Integers("kernel_shape", sides), Integers("pads", [.. halves, .. halves])]);
    }

    /// <summary>Maxima over blocks of voxels.</summary>
    public string Pool(string x, string name, long[] block) =>
        Node("MaxPool", name, [x], [Integers("kernel_shape", block), Integers("strides", block)]);

    /// <summary>Nearest-neighbour enlargement to the shape of another value, whose channels are as many.</summary>
    public string Enlarge(string low, string like, string name)
    {
        var shape = Node("Shape", $"{name}.shape", [like], []);
        return Node("Resize", name, [low, "", "", shape], [
            Word("mode", "nearest"), Word("coordinate_transformation_mode", "asymmetric"), Word("nearest_mode", "floor")]);
    }

    public string Add(string a, string b, string name) => Node("Add", name, [a, b], []);

    public string Relu(string x, string name) => Node("Relu", name, [x], []);

    /// <summary>Probabilities over the channels, under the given name.</summary>
    public string Softmax(string x, string output) => Node("Softmax", output, [x], [Integer("axis", 1)]);

    /// <summary>Mean of values of one shape, under the given name.</summary>
    public void Mean(string[] values, string output) => Node("Mean", output, values, []);

    /// <summary>The finished graph.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="input">Name, axes (a number or the name of a free size) and meaning.</param>
    /// <param name="output">Likewise.</param>
    public WireMessage Finish(string name, (string Name, object[] Axes, string Meaning) input, (string Name, object[] Axes, string Meaning) output) =>
        _graph.Text(2, name).Message(11, Value(input)).Message(12, Value(output));

    private static WireMessage Value((string Name, object[] Axes, string Meaning) value)
    {
        var shape = new WireMessage();
        foreach (var axis in value.Axes)
        {
            shape.Message(1, axis is string free ? new WireMessage().Text(2, free) : new WireMessage().Number(1, Convert.ToInt64(axis)));
        }

        var tensor = new WireMessage().Number(1, TypeFloat).Message(2, shape);
        return new WireMessage().Text(1, value.Name).Message(2, new WireMessage().Message(1, tensor)).Text(3, value.Meaning);
    }

    private static WireMessage Integer(string name, long value) => new WireMessage().Text(1, name).Number(3, value).Number(20, AttributeInt);

    private static WireMessage Word(string name, string value) => new WireMessage().Text(1, name).Text(4, value).Number(20, AttributeText);

    private static WireMessage Integers(string name, IEnumerable<long> values) =>
        new WireMessage().Text(1, name).Numbers(8, values).Number(20, AttributeInts);

    private string Constant(string name, long[] shape, float[] values)
    {
        _graph.Message(5, new WireMessage().Numbers(1, shape).Number(2, TypeFloat).Text(8, name).Bytes(9, MemoryMarshal.AsBytes(values.AsSpan())));
        return name;
    }

    private string Node(string type, string name, string[] inputs, WireMessage[] attributes)
    {
        var node = new WireMessage();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, name).Text(3, $"{++_nodes}.{name}").Text(4, type);
        foreach (var attribute in attributes)
        {
            node.Message(5, attribute);
        }

        _graph.Message(1, node);
        return name;
    }
}
