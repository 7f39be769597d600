using ActiveSeg.Nets.Networks;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Training;

/// <summary>AdamW over the flat parameters, with gradient clipping and averaged weights.</summary>
/// <remarks>Source: Loshchilov and Hutter, ICLR 2019, algorithm 2. The averages start as copies and forget at
/// <c>min(0.99, (1 + t) / (10 + t))</c>.</remarks>
internal sealed class Optimiser : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.99, Epsilon = 1e-8, MaxAveraging = 0.99;
    private readonly NetworkState _net;

    public Optimiser(NetworkState net)
    {
        _net = net;
        using var grad = no_grad();
        (First, Second) = (zeros_like(net.Parameters), zeros_like(net.Parameters));
        First.DetachFromDisposeScope();
        Second.DetachFromDisposeScope();
        Average = new NetworkState(net.Layout, withGradient: false);
        Average.CopyFrom(net);
    }

    /// <summary>First moment of the gradient.</summary>
    public Tensor First { get; }

    /// <summary>Second moment of the gradient.</summary>
    public Tensor Second { get; }

    /// <summary>Averaged weights and statistics.</summary>
    public NetworkState Average { get; }

    /// <summary>Applies the gradient, unless its norm is not finite.</summary>
    /// <returns>Whether it was applied.</returns>
    public bool Apply(int step, double rate, double maxNorm, double weightDecay)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var gradient = _net.Gradient!;
        var norm = gradient.norm().Number();
        if (!double.IsFinite(norm))
        {
            return false;
        }

        if (norm > maxNorm)
        {
            gradient.TimesInPlace(maxNorm / norm);
        }

        First.TimesInPlace(Beta1).PlusInPlace(gradient, 1 - Beta1);
        Second.TimesInPlace(Beta2).PlusProductInPlace(gradient, gradient, 1 - Beta2);
        var (bias1, bias2) = (1 - Math.Pow(Beta1, step + 1), 1 - Math.Pow(Beta2, step + 1));
        var size = Second.sqrt().OverInPlace(Math.Sqrt(bias2)).PlusInPlace(Epsilon);
        _net.Parameters.TimesInPlace(1 - (rate * weightDecay)).PlusQuotientInPlace(First, size, -rate / bias1);

        var keep = Math.Min(MaxAveraging, (1.0 + step) / (10 + step));
        Average.Parameters.TimesInPlace(keep).PlusInPlace(_net.Parameters, 1 - keep);
        Average.Statistics.TimesInPlace(keep).PlusInPlace(_net.Statistics, 1 - keep);
        return true;
    }

    /// <summary>Takes up where a checkpoint left.</summary>
    public void Restore(float[] first, float[] second)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        First.copy_(tensor(first));
        Second.copy_(tensor(second));
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        Average.Dispose();
    }
}
