using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Kernels;

public sealed class NearestRowsTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(1000f)]
    public void Of_RowsNearAndFarFromZero_IsTheScanOfDifferencesToTheBit(float offset)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var (count, clusters, width) = (150 + seed, 1 + (seed * 40), 1 + (seed * 13));
            var (rows, centres) = (Moved(random, count, width, offset), Moved(random, clusters, width, offset));
            rows.AsSpan(0, width).CopyTo(centres);

            var (nearest, squared) = NearestRows.Of(new RowTable(rows, width), new RowTable(centres, width));

            Assert.Equal(0f, squared[0]);
            for (var i = 0; i < count; i++)
            {
                var distances = new float[clusters];
                SquaredDistances.ToAll(rows.AsSpan(i * width, width), centres, distances);
                Assert.Equal(distances.Min(), squared[i]);
                Assert.Equal(Array.IndexOf(distances, distances.Min()), nearest[i]);
            }
        }
    }

    [Fact]
    public void Update_CentresInTwoParts_SameAsAtOnce()
    {
        var random = new Random(2);
        var (rows, centres) = (new RowTable(Pools.Rows(random, 300, 8, true), 8), new RowTable(Pools.Rows(random, 90, 8, true), 8));
        var (squared, nearest) = (Enumerable.Repeat(float.PositiveInfinity, 300).ToArray(), new int[300]);

        NearestRows.Update(rows, centres, new PackedRows(centres, 0, 41), 0, squared, nearest, threads: 1);
        NearestRows.Update(rows, centres, new PackedRows(centres, 41, 49), 41, squared, nearest, threads: 2);

        var whole = NearestRows.Of(rows, centres);
        Assert.Equal(whole.Squared, squared);
        Assert.Equal(whole.Nearest, nearest);
    }

    private static float[] Moved(Random random, int count, int width, float offset) =>
        Array.ConvertAll(Pools.Rows(random, count, width, blobs: true), value => value + offset);
}
