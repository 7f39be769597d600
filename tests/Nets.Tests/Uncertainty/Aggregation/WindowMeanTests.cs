using ActiveSeg.Nets.Uncertainty.Aggregation;

namespace ActiveSeg.Nets.Tests.Uncertainty.Aggregation;

public sealed class WindowMeanTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 2)]
    [InlineData(3, 1, 5)]
    [InlineData(4, 6, 5)]
    [InlineData(9, 2, 40)]
    public void Largest_RandomMap_IsTheLargestOfAllPositions(int slices, int rows, int columns)
    {
        var grid = MadeUpPasses.Grid(4, 6, 5);
        var random = new Random(slices + rows + columns);
        var map = Enumerable.Range(0, grid.Voxels).Select(_ => random.NextSingle()).ToArray();
        var weights = Enumerable.Range(0, grid.Voxels).Select(_ => random.NextSingle()).ToArray();

        var (plain, weighted) = (
            WindowMean.Largest(map, [], grid, (slices, rows, columns)), WindowMean.Largest(map, weights, grid, (slices, rows, columns)));

        var (w, h, d) = (Math.Min(columns, 5), Math.Min(rows, 6), Math.Min(slices, 4));
        var (best, bestWeighted) = (0.0, 0.0);
        for (var s = 0; s <= 4 - d; s++)
        {
            for (var r = 0; r <= 6 - h; r++)
            {
                for (var c = 0; c <= 5 - w; c++)
                {
                    var inside = Enumerable.Range(0, grid.Voxels).Where(v =>
                        v / 30 >= s && v / 30 < s + d && v / 5 % 6 >= r && v / 5 % 6 < r + h && v % 5 >= c && v % 5 < c + w).ToArray();
                    best = Math.Max(best, inside.Average(v => (double)map[v]));
                    bestWeighted = Math.Max(bestWeighted, inside.Average(v => (double)map[v] * weights[v]));
                }
            }
        }

        Assert.Equal(best, plain, 9);
        Assert.Equal(bestWeighted, weighted, 9);
    }

    [Fact]
    public void Largest_WrongShapes_IsRefused()
    {
        var grid = MadeUpPasses.Grid(1, 1, 2);

        Assert.Throws<ArgumentException>(() => WindowMean.Largest(new float[3], [], grid, (1, 1, 1)));
        Assert.Throws<ArgumentException>(() => WindowMean.Largest(new float[2], new float[1], grid, (1, 1, 1)));
        Assert.Throws<ArgumentException>(() => WindowMean.Largest(new float[2], [], grid, (1, 0, 1)));
    }
}
