using System.Collections.Immutable;
using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Clustering;

public sealed class KMeansTests
{
    private static readonly KMeansOptions UntilStill = new(MaxIterations: 500);

    [Fact]
    public void Fit_TwentyTinyPools_IsAFixedPointNoWorseThanItsStart()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var (count, width, clusters) = (random.Next(1, 80), random.Next(1, 20), random.Next(1, 12));
            var rows = Pools.Rows(random, count, width, blobs: seed % 2 == 0);

            var fit = KMeans.Fit(rows, width, Pools.Keys(random, count), clusters, (ulong)seed, UntilStill);

            Assert.True(fit.Converged);
            Assert.True(fit.Inertia <= fit.StartInertia * (1 + 1e-6));
            Assert.Equal(Math.Min(clusters, count), fit.Clusters);
            Assert.Equal(fit.Clusters, fit.Assignments.Distinct().Count());
            AssertFixedPoint(rows, width, fit);
        }
    }

    [Fact]
    public void Fit_LargerPool_BoundsChangeNothing()
    {
        var random = new Random(5);
        var rows = Pools.Rows(random, 6000, 24, blobs: false);

        var fit = KMeans.Fit(rows, 24, Pools.Keys(random, 6000), 40, 5, new KMeansOptions(MaxIterations: 12));

        Assert.False(fit.Converged);
        AssertNearest(rows, 24, fit);
        Assert.True(fit.Inertia < fit.StartInertia);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(3000f)]
    [InlineData(1e-4f)]
    public void Fit_GivenStart_IsPlainLloyd(float longer)
    {
        const int Count = 3_000, Width = 9, Clusters = 14;
        var random = new Random(11);
        var rows = Pools.Rows(random, Count, Width, blobs: true);
        for (var i = 0; i < Width * 5; i++)
        {
            rows[i] *= longer;
        }

        var start = Pools.Rows(random, Clusters, Width, blobs: true);
        var (assignments, centres) = PlainLloyd(rows, Width, start, iterations: 6);

        var fit = KMeans.Fit(rows, Width, Pools.Keys(random, Count), Clusters, 1, new KMeansOptions(MaxIterations: 6, Start: start));

        Assert.Equal(assignments, fit.Assignments);
        for (var j = 0; j < centres.Length; j++)
        {
            Assert.Equal(centres[j], fit.Centroids[j], 2e-6 * Math.Max(1, longer));
        }
    }

    [Fact]
    public void Fit_ManyRows_SampledFirstCostsLittleInertia()
    {
        const int Count = 140_000, Width = 4, Clusters = 12;
        var random = new Random(4);
        var rows = Pools.Rows(random, Count, Width, blobs: true);
        var keys = Pools.Keys(random, Count);

        var sampled = KMeans.Fit(rows, Width, keys, Clusters, 3);
        var whole = KMeans.Fit(rows, Width, keys, Clusters, 3, new KMeansOptions(SampledRowsPerCluster: Count));

        Assert.Equal(1, sampled.Iterations);
        Assert.True(whole.Iterations > 1);
        Assert.InRange(sampled.Inertia / whole.Inertia, 0.9, 1.02);
        Assert.True(sampled.Inertia <= sampled.StartInertia);
        AssertNearest(rows, Width, sampled);
    }

    [Fact]
    public void Fit_RowsInAnotherOrder_SameClusters()
    {
        var random = new Random(8);
        var (rows, keys) = (Pools.Rows(random, 300, 7, blobs: true), Pools.Keys(random, 300));
        var order = Pools.Shuffle(300, 2);
        var turnedRows = order.SelectMany(i => rows.AsSpan(i * 7, 7).ToArray()).ToArray();

        var straight = KMeans.Fit(rows, 7, keys, 9, 3);
        var turned = KMeans.Fit(turnedRows, 7, [.. order.Select(i => keys[i])], 9, 3);

        Assert.Equal(order.Select(i => straight.Assignments[i]), turned.Assignments);
        Assert.Equal(straight.Centroids.AsEnumerable(), turned.Centroids);
        Assert.Equal(straight.Inertia, turned.Inertia);
    }

    [Fact]
    public void Fit_ThreeBlobs_FindsThem()
    {
        var random = new Random(8);
        var rows = Pools.Rows(random, 90, 6, blobs: true);

        var fit = KMeans.Fit(rows, 6, Pools.Keys(random, 90), 3, 1);

        Assert.All(Enumerable.Range(0, 90), i => Assert.Equal(fit.Assignments[i % 3], fit.Assignments[i]));
        Assert.Equal(3, fit.Assignments.Take(3).Distinct().Count());
    }

    [Fact]
    public void Fit_EqualRows_LeavesClustersEmptyAndInertiaZero()
    {
        var fit = KMeans.Fit(new float[20], 2, Pools.Keys(new Random(1), 10), 4, 1);

        Assert.Equal(0, fit.Inertia);
        Assert.Equal(4, fit.Clusters);
    }

    [Fact]
    public void Fit_BadInput_NamesIt()
    {
        ImmutableArray<ulong> keys = [1, 2];

        Assert.ThrowsAny<ArgumentException>(() => KMeans.Fit(new float[4], 2, keys, 0, 1));
        Assert.Equal("rows", Assert.ThrowsAny<ArgumentException>(() => KMeans.Fit(new float[3], 2, keys, 1, 1)).ParamName);
        Assert.Equal("rows", Assert.ThrowsAny<ArgumentException>(
            () => KMeans.Fit(new[] { 0, float.NaN, 0, 0 }, 2, keys, 1, 1)).ParamName);
        Assert.Equal("keys", Assert.ThrowsAny<ArgumentException>(() => KMeans.Fit(new float[4], 2, [3, 3], 1, 1)).ParamName);
        Assert.Equal("Start", Assert.ThrowsAny<ArgumentException>(
            () => KMeans.Fit(new float[4], 2, keys, 1, 1, new KMeansOptions(Start: new float[3]))).ParamName);
        Assert.Empty(KMeans.Fit(Array.Empty<float>(), 2, [], 3, 1).Assignments);
    }

    // Ends with the centres of the last update and the rows' nearest of these.
    private static (int[] Assignments, double[] Centres) PlainLloyd(float[] rows, int width, float[] start, int iterations)
    {
        var centres = start;
        for (var iteration = 0; ; iteration++)
        {
            var assignments = Enumerable.Range(0, rows.Length / width).Select(i => Enumerable.Range(0, centres.Length / width)
                .MinBy(c => Naive.Squared(rows.AsSpan(i * width, width), centres.AsSpan(c * width, width)))).ToArray();
            if (iteration == iterations)
            {
                return (assignments, Array.ConvertAll(centres, value => (double)value));
            }

            centres = [.. Enumerable.Range(0, centres.Length).Select(at =>
            {
                var members = Enumerable.Range(0, assignments.Length).Where(i => assignments[i] == at / width).ToArray();
                return members.Length == 0 ? centres[at] : (float)members.Average(i => (double)rows[(i * width) + (at % width)]);
            })];
        }
    }

    private static void AssertFixedPoint(float[] rows, int width, KMeansResult fit)
    {
        AssertNearest(rows, width, fit);
        for (var c = 0; c < fit.Clusters; c++)
        {
            var members = Enumerable.Range(0, fit.Assignments.Length).Where(i => fit.Assignments[i] == c).ToArray();
            for (var j = 0; j < width; j++)
            {
                Assert.Equal(members.Average(i => (double)rows[(i * width) + j]), fit.Centroids[(c * width) + j], 1e-4);
            }
        }
    }

    private static void AssertNearest(float[] rows, int width, KMeansResult fit)
    {
        for (var i = 0; i < fit.Assignments.Length; i++)
        {
            var distances = Enumerable.Range(0, fit.Clusters).Select(c => Naive.Squared(
                rows.AsSpan(i * width, width), fit.Centroids.AsSpan().Slice(c * width, width))).ToArray();
            Assert.Equal(distances.Min(), distances[fit.Assignments[i]], 1e-4);
        }
    }
}
