using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActiveSeg.Nets.Networks;

/// <summary>The trained network for inference: norms folded into the kernels before them, optionally at bfloat16.</summary>
/// <remarks>Shapes: as <see cref="UNet"/>. Threading: one call at a time.</remarks>
internal sealed class FoldedUNet : IDisposable
{
    private const double NormEpsilon = 1e-5;
    private static readonly long[] Same = [1, 1];
    private readonly NetLayout _layout;
    private readonly ScalarType _type;
    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    public FoldedUNet(NetworkState net, bool halfPrecision)
    {
        (_layout, _type) = (net.Layout, halfPrecision ? ScalarType.BFloat16 : ScalarType.Float32);
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        foreach (var slot in _layout.Slots.Where(s => s.Kind == SlotKind.Kernel))
        {
            var kernel = net[slot.Name].detach();
            var norm = slot.Name.Replace(".conv", ".norm", StringComparison.Ordinal)[..^".weight".Length];
            if (_layout.Has($"{norm}.running_var"))
            {
                var gain = net[$"{norm}.weight"] / (net[$"{norm}.running_var"] + NormEpsilon).sqrt();
                Keep(norm.Replace(".norm", ".conv", StringComparison.Ordinal) + ".bias", net[$"{norm}.bias"] - (net[$"{norm}.running_mean"] * gain));
                kernel *= gain.reshape(-1, 1, 1, 1);
            }

            Keep(slot.Name, ChannelsLast(kernel));
        }

        Keep("head.bias", net["head.bias"]);
    }

    /// <summary>Class probabilities <c>[n, classes, h, w]</c> in float32, and the bottleneck's mean over rows and columns <c>[n, width]</c>.</summary>
    public (Tensor Probabilities, Tensor Embedding) Run(Tensor input)
    {
        using var grad = no_grad();
        var levels = _layout.Widths.Length;
        var maps = new Tensor[levels];
        var x = input.to_type(_type);
        for (var level = 0; level < levels; level++)
        {
            x = maps[level] = Block($"enc.{level}", level == 0 ? x : functional.max_pool2d(x, 2));
        }

        var embedding = x.to_type(ScalarType.Float32).mean([2L, 3L]);
        for (var level = levels - 2; level >= 0; level--)
        {
            var up = functional.conv2d(x, _tensors[$"dec.{level}.up.weight"]);
            x = Block($"dec.{level}", UNet.Doubled(up, maps[level]).add_(maps[level]));
        }

        var logits = functional.conv2d(x, _tensors["head.weight"], _tensors["head.bias"]);
        return (logits.to_type(ScalarType.Float32).softmax(1), embedding);
    }

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
        {
            tensor.Dispose();
        }
    }

    private static Tensor ChannelsLast(Tensor t) => t.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private void Keep(string name, Tensor value) =>
        _tensors.Add(name, value.detach().to_type(_type, copy: true).DetachFromDisposeScope());

    private Tensor Block(string name, Tensor x)
    {
        var y = functional.conv2d(x, _tensors[$"{name}.conv1.weight"], _tensors[$"{name}.conv1.bias"], padding: Same).relu_();
        y = functional.conv2d(y, _tensors[$"{name}.conv2.weight"], _tensors[$"{name}.conv2.bias"], padding: Same);
        var skip = _layout.Has($"{name}.skip.weight") ? functional.conv2d(x, _tensors[$"{name}.skip.weight"]) : x;
        return y.add_(skip).relu_();
    }
}
