using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Kernels;

public sealed class CentreDistancesTests
{
    [Theory]
    [InlineData(0, 1f)]
    [InlineData(7, 1f)]
    [InlineData(1, 1e6f)]
    public void Add_CopiesAndOutliers_IsTheScanOfDifferencesToTheBit(int first, float outlier)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            var (count, width) = (900 + seed, 1 + (seed * 7));
            var rows = Pools.Rows(random, count, width, blobs: true);
            rows.AsSpan(0, width * 20).CopyTo(rows.AsSpan(width * 40));
            rows[width * 99] *= outlier;
            var added = Enumerable.Range(0, 60).Select(i => i % 5 == 4 ? 99 : random.Next(count)).ToArray();
            var firstRows = Pools.Rows(random, first, width, blobs: true);

            var distances = new CentreDistances(new RowTable(rows, width), new RowTable(firstRows, width));
            foreach (var row in added)
            {
                distances.Add(rows.AsSpan(row * width, width));
            }

            float[] centres = [.. firstRows, .. added.SelectMany(row => rows.AsSpan(row * width, width).ToArray())];
            Assert.Equal(first + added.Length, distances.Centres);
            for (var i = 0; i < count; i++)
            {
                var all = new float[distances.Centres];
                SquaredDistances.ToAll(rows.AsSpan(i * width, width), centres, all);
                Assert.Equal(all.Min(), distances.Squared[i]);
            }
        }
    }

    [Fact]
    public void Squared_NoCentre_IsInfinite() => Assert.All(
        new CentreDistances(new RowTable(new float[6], 2), new RowTable(Array.Empty<float>(), 2)).Squared, value => Assert.Equal(float.PositiveInfinity, value));
}
