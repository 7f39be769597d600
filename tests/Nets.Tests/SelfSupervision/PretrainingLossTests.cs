using ActiveSeg.Nets.Native;
using ActiveSeg.Nets.SelfSupervision;
using TorchSharp;
using static TorchSharp.torch;

namespace ActiveSeg.Nets.Tests.SelfSupervision;

public sealed class PretrainingLossTests
{
    public PretrainingLossTests() => LibTorch.EnsureLoadable();

    [Fact]
    public void Reconstruction_DifferenceWhereNothingIsHidden_DoesNotCount()
    {
        using var scope = NewDisposeScope();
        var whole = tensor(new float[] { 1, 2, 3, 4 }, [1, 1, 2, 2]);
        var output = tensor(new float[] { 9, 2, 3, 6 }, [1, 1, 2, 2]);
        var hidden = tensor(new float[] { 0, 0, 1, 1 }, [1, 1, 2, 2]);

        Assert.Equal(4 / 3.0, PretrainingLoss.Reconstruction(output, whole, hidden).ToDouble(), 1e-6);
        Assert.Equal(0, PretrainingLoss.Reconstruction(output, whole, hidden * 0).ToDouble(), 1e-6);
    }

    [Fact]
    public void Contrast_PartnersAlike_IsLowerThanPartnersExchanged()
    {
        using var scope = NewDisposeScope();
        var alike = tensor(new float[] { 1, 0, 0, 1, 1, 0.1f, 0.1f, 1 }, [4, 2]);
        var exchanged = tensor(new float[] { 1, 0, 0, 1, 0.1f, 1, 1, 0.1f }, [4, 2]);

        var (low, high) = (PretrainingLoss.Contrast(alike, [0, 1], 0.2), PretrainingLoss.Contrast(exchanged, [0, 1], 0.2));

        Assert.InRange(low.ToDouble(), 0, 0.01);
        Assert.True(high.ToDouble() > 5);
    }

    [Fact]
    public void Contrast_PatchesOfOneScan_AreNoCounterexamples()
    {
        using var scope = NewDisposeScope();
        var features = tensor(new float[] { 1, 0, 1, 0, -1, 0, 1, 0, 1, 0, -1, 0 }, [6, 2]);

        Assert.InRange(PretrainingLoss.Contrast(features, [5, 5, 6], 0.2).ToDouble(), 0, 0.01);
        Assert.True(PretrainingLoss.Contrast(features, [4, 5, 6], 0.2).ToDouble() > 0.4);
        Assert.Equal(0, PretrainingLoss.Contrast(features, [5, 5, 5], 0.2).ToDouble());
    }
}
