using ActiveSeg.Nets.Native;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Networks;

/// <summary>A network's numbers: two flat tensors and named views into them.</summary>
/// <remarks>One operation on a flat tensor acts on every parameter, so optimiser, clipping and averaging cost a few calls.
/// With gradients on, <see cref="Gradient"/> is flat likewise and backward passes add into it.</remarks>
internal sealed class NetworkState : IDisposable
{
    private readonly Dictionary<string, Tensor> _views = new(StringComparer.Ordinal);
    private readonly List<Tensor> _gradientViews = [];

    public NetworkState(NetLayout layout, bool withGradient)
    {
        Layout = layout;
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        Parameters = zeros(layout.Parameters, device: LibTorch.Device).DetachFromDisposeScope();
        Statistics = zeros(layout.Statistics, device: LibTorch.Device).DetachFromDisposeScope();
        Gradient = withGradient ? zeros(layout.Parameters, device: LibTorch.Device).DetachFromDisposeScope() : null;
        foreach (var slot in layout.Slots)
        {
            var flat = slot.IsStatistic ? Statistics : Parameters;
            var view = flat.as_strided(slot.Shape, slot.Strides, slot.Offset).detach().DetachFromDisposeScope();
            if (Gradient is not null && !slot.IsStatistic)
            {
                view.requires_grad_(true);
                var gradient = Gradient.as_strided(slot.Shape, slot.Strides, slot.Offset).detach().DetachFromDisposeScope();
                view.grad = gradient;
                _gradientViews.Add(gradient);
            }

            _views.Add(slot.Name, view);
        }
    }

    public NetLayout Layout { get; }

    public Tensor Parameters { get; }

    public Tensor Statistics { get; }

    public Tensor? Gradient { get; }

    public Tensor this[string name] => _views[name];

    /// <summary>Fresh weights: He-normal kernels, gains 1, biases 0. Deterministic: by seed.</summary>
    public void Initialise(int seed)
    {
        var random = new SeededStream(seed, 0);
        var (parameters, statistics) = (new float[Layout.Parameters], new float[Layout.Statistics]);
        foreach (var slot in Layout.Slots)
        {
            var span = (slot.IsStatistic ? statistics : parameters).AsSpan(slot.Offset, slot.Length);
            switch (slot.Kind)
            {
                case SlotKind.Kernel:
                    var deviation = Math.Sqrt((slot.IsHead ? 1.0 : 2.0) / (slot.Length / slot.Shape[0]));
                    foreach (ref var v in span)
                    {
                        v = (float)(deviation * random.Normal());
                    }

                    break;
                case SlotKind.Gain or SlotKind.Variance:
                    span.Fill(1);
                    break;
            }
        }

        LoadFlat(parameters, statistics);
    }

    public void LoadFlat(float[] parameters, float[] statistics)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        Parameters.copy_(tensor(parameters));
        Statistics.copy_(tensor(statistics));
    }

    public void CopyFrom(NetworkState other)
    {
        using var grad = no_grad();
        Parameters.copy_(other.Parameters);
        Statistics.copy_(other.Statistics);
    }

    /// <summary>One array in its logical order, last index fastest.</summary>
    public float[] Read(string name)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        return _views[name].contiguous().cpu().data<float>().ToArray();
    }

    /// <summary>Replaces one array, given in its logical order.</summary>
    public void Write(Slot slot, float[] values)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        (slot.IsStatistic ? Statistics : Parameters).as_strided(slot.Shape, slot.Strides, slot.Offset).copy_(tensor(values, slot.Shape));
    }

    public static float[] ToArray(Tensor flat)
    {
        using var scope = NewDisposeScope();
        return flat.detach().contiguous().cpu().data<float>().ToArray();
    }

    public void Dispose()
    {
        foreach (var view in _views.Values.Concat(_gradientViews))
        {
            view.Dispose();
        }

        Parameters.Dispose();
        Statistics.Dispose();
        Gradient?.Dispose();
    }
}
