using ActiveSeg.Nets.Uncertainty;
using ActiveSeg.Nets.Uncertainty.Aggregation;

namespace ActiveSeg.Nets.Tests.Uncertainty.Aggregation;

public sealed class SignalAggregationTests
{
    private static readonly StackGrid Grid = MadeUpPasses.Grid(1, 1, 4);

    [Fact]
    public void Of_FourVoxels_IsTheHandCount()
    {
        var maps = MadeUpPasses.Maps(Grid, 2, [1, 0.25f, 0.5f, 1, 0, 0.75f, 0.5f, 0]);
        var options = new AggregationOptions { ReachMm = 0, WindowVoxels = (1, 1, 2), TopShare = 0.25 };

        var margin = Of(maps, VoxelSignal.Margin, options);

        Assert.Equal(1.5 / 4, margin.Image, 6);
        Assert.Equal(0.5, margin.Foreground, 6);
        Assert.Equal(1.5 / 3, margin.Boundary, 6);
        Assert.Equal(0.75, margin.Window, 6);
        Assert.Equal(1, margin.Top, 6);
        Assert.Equal(0.5, margin.Structures[0], 6);
        Assert.Equal(0.375, margin.ClassScores[0], 6);
        Assert.Equal(0.5, margin.StructureMean, 6);
    }

    [Fact]
    public void Of_RandomPasses_WeighsStructuresByTheirProbability()
    {
        var grid = new StackGrid(3, 6, 5, (3, 1, 1));
        var maps = MadeUpPasses.Maps(grid, 4, [.. Enumerable.Range(0, 3).Select(m => MadeUpPasses.Probabilities(m, 4, grid.Voxels))]);
        var regions = ScanRegions.Of(maps.Classes, maps[VoxelSignal.Entropy], grid, 1);

        foreach (var signal in VoxelSignals.All)
        {
            var aggregated = SignalAggregation.Of(maps, signal, regions, grid, new AggregationOptions { ReachMm = 1 });

            for (var c = 1; c < 4; c++)
            {
                var product = regions.Foreground.Sum(v => (double)maps[signal][v] * maps.MeanOf(c)[v]);
                Assert.Equal(product / regions.Foreground.Sum(v => (double)maps.MeanOf(c)[v]), aggregated.Structures[c - 1], 9);
                Assert.Equal(product / regions.Foreground.Length, aggregated.ClassScores[c - 1], 9);
            }
        }
    }

    [Fact]
    public void Normalised_LargestValueEverywhere_IsOne()
    {
        var maps = MadeUpPasses.Maps(Grid, 2, [1, 1, 1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 1, 1, 1]);

        var signals = VoxelSignals.All.Remove(VoxelSignal.ExpectedEntropy)
            .Select(s => Of(maps, s, new AggregationOptions()).Normalised(2));

        Assert.All(signals, s => Assert.All(
            new[] { s.Image, s.Foreground, s.Boundary, s.Window, s.Top, s.Structures[0] }, v => Assert.Equal(1, v, 6)));
    }

    [Fact]
    public void Of_StructureWithoutProbability_TakesTheForegroundsMean()
    {
        var maps = MadeUpPasses.Maps(Grid, 3, [0.5f, 1, 1, 1, 0.5f, 0, 0, 0, 0, 0, 0, 0]);

        var entropy = Of(maps, VoxelSignal.Entropy, new AggregationOptions());

        Assert.Equal(entropy.Foreground, entropy.Structures[1]);
        Assert.Equal(0, entropy.ClassScores[1]);
    }

    private static AggregatedSignal Of(UncertaintyMaps maps, VoxelSignal signal, AggregationOptions options) => SignalAggregation.Of(
        maps, signal, ScanRegions.Of(maps.Classes, maps[VoxelSignal.Entropy], Grid, options.ReachMm), Grid, options);
}
