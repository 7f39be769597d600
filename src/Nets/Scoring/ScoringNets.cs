using System.Collections.Immutable;
using ActiveSeg.Nets.Checkpoints;
using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.Networks;

namespace ActiveSeg.Nets.Scoring;

/// <summary>The networks of an ensemble, ready for inference.</summary>
internal sealed class ScoringNets(TrainedWeights weights, ScoringOptions options) : IDisposable
{
    public ImmutableArray<FoldedUNet> All { get; } = [.. Enumerable.Range(0, weights.Members).Select(member =>
    {
        using var net = weights.ToNetwork(withGradient: false, member);
        return new FoldedUNet(net, options.HalfPrecision ?? (LibTorch.Device.type == TorchSharp.DeviceType.CPU && LibTorch.HasHalfPrecision));
    })];

    public void Dispose()
    {
        foreach (var net in All)
        {
            net.Dispose();
        }
    }
}
