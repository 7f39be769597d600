using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Tests.Clustering;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Kernels;

public sealed class DotTilesTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 17, 5)]
    [InlineData(97, 33, 256)]
    [InlineData(200, 600, 9)]
    [InlineData(13, 20, 700)]
    public void ForEach_AnyShapeAndPanel_EveryProductIsTheSameChainOfAdditions(int rows, int columns, int width)
    {
        var random = new Random(rows);
        var (a, b) = (Pools.Rows(random, rows, width, blobs: true), Pools.Rows(random, columns, width, blobs: false));
        var order = Pools.Shuffle(rows, 3);
        foreach (var panel in new[] { 16, 32 })
        {
            var packed = new PackedRows(new RowTable(b, width), 0, columns, panel);

            var straight = Products(new RowTable(a, width), packed, threads: 1);
            var chosen = Products(new RowTable(a, width).Choose(order), packed, threads: 3);

            for (var i = 0; i < rows; i++)
            {
                for (var c = 0; c < columns; c++)
                {
                    Assert.Equal(Chain(a.AsSpan(i * width, width), b.AsSpan(c * width, width)), straight[i][c]);
                }

                Assert.Equal(straight[order[i]], chosen[i]);
            }
        }
    }

    [Fact]
    public void SquaredBound_RowsFarFromZero_HoldsAndIsNotIdle()
    {
        var random = new Random(4);
        var (rows, worst) = (Pools.Rows(random, 200, 64, blobs: false), 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] += 30;
        }

        var table = new RowTable(rows, 64);
        var packed = new PackedRows(table);
        DotTiles.ForEach(table, packed, tile =>
        {
            for (var i = 0; i < tile.Rows; i++)
            {
                var norm = RowNorms.Squared(table[tile.FirstRow + i]);
                for (var c = 0; c < tile.Columns; c++)
                {
                    var other = packed.SquaredNorms[tile.FirstColumn + c];
                    var gap = Math.Abs(norm + other - (2 * tile.Row(i)[c]) - Naive.Squared(table[tile.FirstRow + i], table[tile.FirstColumn + c]));
                    worst = Math.Max(worst, gap / DotTiles.SquaredBound(64, norm, other));
                }
            }
        }, threads: 1);

        Assert.InRange(worst, 1e-4, 1);
    }

    [Fact]
    public void SquaredNorms_PackedOrNot_AreTheProductsOfRowsWithThemselves()
    {
        var rows = new RowTable(Pools.Rows(new Random(1), 37, 19, blobs: true), 19);
        var packed = new PackedRows(rows);

        Assert.Equal(RowNorms.Squared(rows), packed.SquaredNorms.ToArray());
        Assert.All(Enumerable.Range(0, 37), i => Assert.Equal(Chain(rows[i], rows[i]), packed.SquaredNorms[i]));
        Assert.All(Enumerable.Range(0, 37), i => Assert.Equal(packed.SquaredNorms[i], RowNorms.Near(rows[i]), 1e-3f));
    }

    private static float[][] Products(RowTable rows, PackedRows packed, int threads)
    {
        var products = Enumerable.Range(0, rows.Count).Select(_ => new float[packed.Count]).ToArray();
        DotTiles.ForEach(rows, packed, tile =>
        {
            for (var i = 0; i < tile.Rows; i++)
            {
                tile.Row(i).CopyTo(products[tile.FirstRow + i].AsSpan(tile.FirstColumn));
            }
        }, threads);
        return products;
    }

    private static float Chain(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var j = 0; j < a.Length; j++)
        {
            sum = MathF.FusedMultiplyAdd(a[j], b[j], sum);
        }

        return sum;
    }
}
