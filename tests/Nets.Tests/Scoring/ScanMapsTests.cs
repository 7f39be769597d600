using ActiveSeg.Nets.Scoring;

namespace ActiveSeg.Nets.Tests.Scoring;

public sealed class ScanMapsTests
{
    [Fact]
    public void Summarise_OneForegroundVoxel_AveragesTheBoxRoundIt()
    {
        var maps = new ScanMaps(3, 5, 5, 2);
        Array.Fill(maps.Entropy, 0.1f);
        maps.Classes[37] = 1;
        maps.Probabilities[1][37] = 200;
        maps.Entropy[37] = 1.0f;

        var (signals, structures) = maps.Summarise(1, (2, 1, 1));

        Assert.Equal((1.0 + (8 * 0.1)) / 9, signals.ForegroundEntropy, 5);
        Assert.Equal((1.0 + (74 * 0.1)) / 75, signals.ImageEntropy, 5);
        Assert.Equal(1.0, structures[0], 5);
        Assert.True(signals.HasForeground);
    }

    [Fact]
    public void Summarise_NoForeground_AveragesTheTopHundredth()
    {
        var maps = new ScanMaps(2, 10, 10, 2);
        maps.Entropy[0] = 0.6f;
        maps.Entropy[1] = 0.4f;

        var (signals, structures) = maps.Summarise(3, (1, 1, 1));

        Assert.False(signals.HasForeground);
        Assert.Equal(0.5, signals.ForegroundEntropy, 5);
        Assert.Equal(0.5, structures[0], 5);
    }
}
