using ActiveSeg.Nets.Networks.Kernels;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActiveSeg.Nets.Networks;

/// <summary>The trained network for inference: norms folded into the kernels before them, optionally at bfloat16.</summary>
/// <remarks>Shapes: as <see cref="UNet"/>. Threading: one call at a time.</remarks>
internal sealed class FoldedUNet : IDisposable
{
    private readonly ScalarType _type;
    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WinogradKernel> _kernels = new(StringComparer.Ordinal);

    public FoldedUNet(NetworkState net, bool halfPrecision)
    {
        (Layout, _type) = (net.Layout, halfPrecision ? ScalarType.BFloat16 : ScalarType.Float32);
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        foreach (var slot in Layout.Slots.Where(s => s.Kind == SlotKind.Kernel && !s.Name.StartsWith("aux.", StringComparison.Ordinal)))
        {
            var kernel = net[slot.Name].detach();
            var norm = slot.Name.Replace(".conv", ".norm", StringComparison.Ordinal)[..^".weight".Length];
            if (Layout.Has($"{norm}.running_var"))
            {
                var gain = net[$"{norm}.weight"] / net[$"{norm}.running_var"].Plus(UNet.NormEpsilon).sqrt();
                Keep(norm.Replace(".norm", ".conv", StringComparison.Ordinal) + ".bias", net[$"{norm}.bias"] - (net[$"{norm}.running_mean"] * gain));
                kernel *= gain.reshape([-1, .. Enumerable.Repeat(1L, slot.Shape.Length - 1)]);
            }

            Keep(slot.Name, SpatialOperations.ChannelsLast(kernel));
            if (!halfPrecision && WinogradKernel.Suits(kernel))
            {
                _kernels.Add(slot.Name, WinogradKernel.Of(kernel, reversed: false));
            }
        }

        Keep("head.bias", net["head.bias"]);
    }

    public NetLayout Layout { get; }

    /// <summary>Class probabilities <c>[n, classes, …]</c> and the last features <c>[n, width, …]</c> in float32, and the bottleneck's mean
    /// over space <c>[n, width]</c>.</summary>
    /// <param name="input">Shape as <see cref="UNet"/>.</param>
    /// <param name="dropout">Channels of the two deepest levels that are dropped at random; 0: none.</param>
    public (Tensor Probabilities, Tensor Features, Tensor Embedding) Run(Tensor input, double dropout = 0)
    {
        using var grad = no_grad();
        var maps = Encode(input, dropout);
        var x = maps[^1];
        var embedding = x.to_type(ScalarType.Float32).mean(SpatialOperations.Axes(x).Space);
        for (var level = maps.Length - 2; level >= 0; level--)
        {
            var up = SpatialOperations.Convolve(x, _tensors[$"dec.{level}.up.weight"]);
            x = Block($"dec.{level}", SpatialOperations.Enlarge(up, maps[level]).PlusInPlace(maps[level]));
        }

        var logits = SpatialOperations.Convolve(x, _tensors["head.weight"], _tensors["head.bias"]);
        return (logits.to_type(ScalarType.Float32).softmax(1), x, embedding);
    }

    /// <summary>Maps of every encoder level, finest first, in the network's own type.</summary>
    /// <param name="input">Shape as <see cref="UNet"/>.</param>
    /// <param name="dropout">Channels of the two deepest levels that are dropped at random; 0: none.</param>
    public Tensor[] Encode(Tensor input, double dropout = 0)
    {
        using var grad = no_grad();
        var maps = new Tensor[Layout.Levels];
        var x = input.to_type(_type);
        for (var level = 0; level < maps.Length; level++)
        {
            x = Block($"enc.{level}", level == 0 ? x : SpatialOperations.Pool(x, Layout, level));
            x = maps[level] = dropout > 0 && level >= maps.Length - 2 ? Dropped(x, dropout) : x;
        }

        return maps;
    }

    public void Dispose()
    {
        foreach (var held in _tensors.Values.Concat<IDisposable>(_kernels.Values))
        {
            held.Dispose();
        }
    }

    private static Tensor Dropped(Tensor x, double share) =>
        x.dim() == 5 ? functional.dropout3d(x, share, training: true) : functional.dropout2d(x, share, training: true);

    private void Keep(string name, Tensor value) =>
        _tensors.Add(name, value.detach().to_type(_type, copy: true).DetachFromDisposeScope());

    private Tensor Block(string name, Tensor x)
    {
        var y = Rectified($"{name}.conv1", x, null);
        return Rectified($"{name}.conv2", y, Layout.Has($"{name}.skip.weight") ? SpatialOperations.Convolve(x, _tensors[$"{name}.skip.weight"]) : x);
    }

    /// <summary>Convolution with its bias, sum with the skipped map where there is one, ReLU.</summary>
    private Tensor Rectified(string name, Tensor x, Tensor? skip)
    {
        var bias = _tensors[$"{name}.bias"];
        if (_kernels.TryGetValue($"{name}.weight", out var kernel))
        {
            return WinogradConvolution.Apply(Rows.Dense(x), kernel, bias, skip is null ? null : Rows.Dense(skip), positive: true);
        }

        var y = SpatialOperations.Convolve(x, _tensors[$"{name}.weight"], bias);
        return (skip is null ? y : y.PlusInPlace(skip)).relu_();
    }
}
