using ActiveSeg.Nets.Uncertainty;

namespace ActiveSeg.Nets.Tests.Uncertainty;

public sealed class ExpectedDiceTests
{
    [Fact]
    public void Of_FourVoxels_IsTheHandCount()
    {
        var maps = MadeUpPasses.Maps(MadeUpPasses.Grid(1, 1, 4), 2, [0.1f, 0.4f, 0.7f, 0.8f, 0.9f, 0.6f, 0.3f, 0.2f]);

        Assert.Equal(2 * 1.5 / (2 + 2), ExpectedDice.Of(maps)[0], 6);
        Assert.Equal(2 * 1.5 / (1.8 + 2), ExpectedDice.Of(maps, [0, 1, 2])[0], 6);
    }

    [Fact]
    public void Of_CertainOrAbsent_IsOne()
    {
        var maps = MadeUpPasses.Maps(MadeUpPasses.Grid(1, 1, 2), 3, [0, 1, 1, 0, 0, 0]);

        Assert.Equal([1.0, 1], ExpectedDice.Of(maps));
    }

    [Fact]
    public void Of_FaintAndNeverLikeliest_IsZero()
    {
        var maps = MadeUpPasses.Maps(MadeUpPasses.Grid(1, 1, 1), 2, [0.9f, 0.1f]);

        Assert.Equal(0, ExpectedDice.Of(maps)[0]);
    }

    [Fact]
    public void Of_TruthDrawnFromTheProbabilities_IsNearTheMeanDice()
    {
        const int voxels = 4_000;
        var random = new Random(8);
        var foreground = Enumerable.Range(0, voxels).Select(v => v < 1_200 ? (float)Math.Sqrt(random.NextDouble()) : 0.02f).ToArray();
        var maps = MadeUpPasses.Maps(
            MadeUpPasses.Grid(1, 1, voxels), 2, [.. foreground.Select(p => 1 - p), .. foreground]);

        var dice = Enumerable.Range(0, 2_000).Average(_ =>
        {
            var truth = Array.ConvertAll(foreground, p => random.NextDouble() < p);
            var both = truth.Where((t, v) => t && maps.Classes[v] == 1).Count();
            return 2.0 * both / (truth.Count(t => t) + maps.Classes.Count(c => c == 1));
        });

        Assert.InRange(ExpectedDice.Of(maps)[0] - dice, -0.001, 0.001);
    }
}
