using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Networks;

namespace ActiveSeg.Nets.Interchange.Onnx;

/// <summary>A network's arrays as convolutions alone: norms of inference folded into the kernels before them and the temperature into the
/// head, in double precision.</summary>
internal sealed class FoldedArrays(IEnumerable<NamedArray> arrays, double temperature)
{
    private readonly Dictionary<string, NamedArray> _arrays = arrays.ToDictionary(a => a.Name, StringComparer.Ordinal);

    public bool Has(string name) => _arrays.ContainsKey($"{name}.weight");

    /// <summary>The convolution <paramref name="name"/>, such as <c>enc.0.conv1</c>.</summary>
    public FoldedKernel Of(string name)
    {
        var kernel = _arrays[$"{name}.weight"];
        var norm = name.Replace(".conv", ".norm", StringComparison.Ordinal);
        if (norm == name || !_arrays.ContainsKey($"{norm}.running_var"))
        {
            return name == "head"
                ? new FoldedKernel(kernel.Shape, Cooled(kernel.Values), Cooled(_arrays["head.bias"].Values))
                : new FoldedKernel(kernel.Shape, kernel.Values, null);
        }

        var (gains, biases) = (_arrays[$"{norm}.weight"].Values, _arrays[$"{norm}.bias"].Values);
        var (means, variances) = (_arrays[$"{norm}.running_mean"].Values, _arrays[$"{norm}.running_var"].Values);
        var (weight, bias) = (new float[kernel.Values.Length], new float[gains.Length]);
        var length = weight.Length / bias.Length;
        for (var output = 0; output < bias.Length; output++)
        {
            var gain = gains[output] / Math.Sqrt(variances[output] + UNet.NormEpsilon);
            bias[output] = (float)(biases[output] - (means[output] * gain));
            for (var i = output * length; i < (output + 1) * length; i++)
            {
                weight[i] = (float)(kernel.Values[i] * gain);
            }
        }

        return new FoldedKernel(kernel.Shape, weight, bias);
    }

    private float[] Cooled(float[] values) => temperature == 1 ? values : Array.ConvertAll(values, v => (float)(v / temperature));
}
