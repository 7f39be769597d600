using ActiveSeg.Policies.Clustering;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Clustering;

public sealed class MiniBatchKMeansTests
{
    [Fact]
    public void Fit_TwentyTinyPools_AssignsNearestAndIsNoWorseThanItsStart()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var (count, width, clusters) = (random.Next(1, 80), random.Next(1, 20), random.Next(1, 12));
            var rows = Pools.Rows(random, count, width, blobs: seed % 2 == 0);

            var fit = MiniBatchKMeans.Fit(
                rows, width, Pools.Keys(random, count), clusters, (ulong)seed, new MiniBatchOptions(BatchSize: 7, Batches: 40));

            Assert.True(fit.Inertia <= fit.StartInertia);
            Assert.Equal(Math.Min(clusters, count), fit.Clusters);
            Assert.Equal(fit.Clusters, fit.Assignments.Distinct().Count());
            AssertNearest(rows, width, fit);
        }
    }

    [Fact]
    public void Fit_OneBatchOfAllRows_MovesEachCentreToTheMeanOfItsRows()
    {
        var random = new Random(4);
        var (rows, keys) = (Pools.Rows(random, 60, 5, blobs: false), Pools.Keys(random, 60));

        var fit = MiniBatchKMeans.Fit(rows, 5, keys, 4, 9, new MiniBatchOptions(BatchSize: 60, Batches: 1));
        var lloyd = KMeans.Fit(rows, 5, keys, 4, 9, new KMeansOptions(MaxIterations: 1));

        Assert.Equal(lloyd.StartInertia, fit.StartInertia, 1e-3);
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(lloyd.Centroids[i], fit.Centroids[i], 1e-5));
    }

    [Fact]
    public void Fit_SeveralPassesRowByRow_FollowsTheStepsOfThePaper()
    {
        var (rows, keys) = (Pools.Rows(new Random(2), 30, 3, blobs: false), Pools.Keys(new Random(3), 30));
        var options = new MiniBatchOptions(BatchSize: 30, Batches: 3);

        var fit = MiniBatchKMeans.Fit(rows, 3, keys, 2, 5, options);

        // A batch of all rows needs no draw; each row then steps its centre by one over the rows that the centre has met.
        var one = MiniBatchKMeans.Fit(rows, 3, keys, 2, 5, options with { Batches = 1 });
        var centres = one.Centroids.Select(value => (double)value).ToArray();
        var start = KMeans.Fit(rows, 3, keys, 2, 5, new KMeansOptions(MaxIterations: 1));
        Assert.Equal(start.Centroids.Select(value => (double)value), centres, (a, b) => Math.Abs(a - b) < 1e-5);
        var met = FirstCounts(rows, keys, options);
        for (var batch = 1; batch < 3; batch++)
        {
            var held = (double[])centres.Clone();
            for (var i = 0; i < 30; i++)
            {
                var c = Squared(rows, i, held, 0) <= Squared(rows, i, held, 1) ? 0 : 1;
                met[c]++;
                for (var j = 0; j < 3; j++)
                {
                    centres[(c * 3) + j] += (rows[(i * 3) + j] - centres[(c * 3) + j]) / met[c];
                }
            }
        }

        Assert.All(Enumerable.Range(0, 6), i => Assert.Equal(centres[i], fit.Centroids[i], 1e-4));
    }

    [Fact]
    public void Fit_RowsInAnotherOrder_SameClusters()
    {
        var turned = Turned.Of(Pools.Rows(new Random(8), 300, 7, blobs: true), 7, 3);
        var options = new MiniBatchOptions(BatchSize: 32, Batches: 20);

        var one = MiniBatchKMeans.Fit(turned.Rows, 7, turned.Keys, 9, 3, options);
        var two = MiniBatchKMeans.Fit(turned.TurnedRows, 7, turned.TurnedKeys, 9, 3, options);

        Assert.Equal(turned.Order.Select(i => one.Assignments[i]), two.Assignments);
        Assert.Equal(one.Centroids.AsEnumerable(), two.Centroids);
        Assert.Equal(one.Inertia, two.Inertia);
        Assert.NotEqual(
            one.Centroids.AsEnumerable(), MiniBatchKMeans.Fit(turned.Rows, 7, turned.Keys, 9, 4, options).Centroids);
    }

    [Fact]
    public void Fit_ThreeBlobs_FindsThem()
    {
        var rows = Pools.Rows(new Random(8), 90, 6, blobs: true);

        var fit = MiniBatchKMeans.Fit(rows, 6, Pools.Keys(new Random(8), 90), 3, 1, new MiniBatchOptions(BatchSize: 10));

        Assert.All(Enumerable.Range(0, 90), i => Assert.Equal(fit.Assignments[i % 3], fit.Assignments[i]));
        Assert.Equal(3, fit.Assignments.Take(3).Distinct().Count());
    }

    [Fact]
    public void Fit_LargerPool_ComesNearToLloyd()
    {
        var random = new Random(5);
        var (rows, keys) = (Pools.Rows(random, 6000, 24, blobs: false), Pools.Keys(random, 6000));

        var fit = MiniBatchKMeans.Fit(rows, 24, keys, 40, 5);

        Assert.InRange(fit.Inertia / KMeans.Fit(rows, 24, keys, 40, 5).Inertia, 0.9, 1.03);
    }

    [Fact]
    public void Fit_FewDistinctRows_UsesAClusterForEachAndLeavesTheOthersEmpty()
    {
        var rows = Enumerable.Range(0, 40).Select(i => (float)(i % 3)).ToArray();

        var fit = MiniBatchKMeans.Fit(rows, 1, Pools.Keys(new Random(1), 40), 5, 1, new MiniBatchOptions(4, 3));

        Assert.Equal(0, fit.Inertia);
        Assert.Equal(5, fit.Clusters);
        Assert.Equal(3, fit.Assignments.Distinct().Count());
        Assert.Equal(0, MiniBatchKMeans.Fit(new float[20], 2, Pools.Keys(new Random(1), 10), 4, 1).Inertia);
    }

    [Fact]
    public void Fit_BadInput_NamesIt()
    {
        Assert.ThrowsAny<ArgumentException>(() => MiniBatchKMeans.Fit(new float[4], 2, [1, 2], 0, 1));
        Assert.Equal("rows", Bad(() => MiniBatchKMeans.Fit(new float[3], 2, [1, 2], 1, 1)));
        Assert.Equal("rows", Bad(() => MiniBatchKMeans.Fit(new[] { 0, float.PositiveInfinity, 0, 0 }, 2, [1, 2], 1, 1)));
        Assert.Equal("keys", Bad(() => MiniBatchKMeans.Fit(new float[4], 2, [3, 3], 1, 1)));
        Assert.Equal("keys", Bad(() => MiniBatchKMeans.Fit(new float[4], 2, default, 1, 1)));
        Assert.Equal("width", Bad(() => MiniBatchKMeans.Fit(new float[4], 0, [1, 2], 1, 1)));
        Assert.Equal("options", Bad(() => MiniBatchKMeans.Fit(new float[4], 2, [1, 2], 1, 1, new MiniBatchOptions(0))));
        Assert.Equal("options", Bad(() => MiniBatchKMeans.Fit(new float[4], 2, [1, 2], 1, 1, new MiniBatchOptions(1, 0))));
        Assert.Empty(MiniBatchKMeans.Fit(Array.Empty<float>(), 2, [], 3, 1).Assignments);
    }

    private static string? Bad(Action call) => Assert.ThrowsAny<ArgumentException>(call).ParamName;

    private static double Squared(float[] rows, int row, double[] centres, int centre) =>
        Enumerable.Range(0, 3).Sum(j => Math.Pow(rows[(row * 3) + j] - centres[(centre * 3) + j], 2));

    // Rows of each cluster at the start: Lloyd's first assignment, told apart by the mean it makes.
    private static long[] FirstCounts(float[] rows, IReadOnlyList<ulong> keys, MiniBatchOptions options)
    {
        var one = MiniBatchKMeans.Fit(rows, 3, [.. keys], 2, 5, options with { Batches = 1 });
        var total = Enumerable.Range(0, 30).Average(i => (double)rows[i * 3]);
        var share = (total - one.Centroids[3]) / (one.Centroids[0] - one.Centroids[3]);
        return [(long)Math.Round(share * 30), 30 - (long)Math.Round(share * 30)];
    }

    private static void AssertNearest(float[] rows, int width, KMeansResult fit)
    {
        var total = 0.0;
        for (var i = 0; i < fit.Assignments.Length; i++)
        {
            var distances = Enumerable.Range(0, fit.Clusters).Select(c => Naive.Squared(
                rows.AsSpan(i * width, width), fit.Centroids.AsSpan().Slice(c * width, width))).ToArray();
            Assert.Equal(distances.Min(), distances[fit.Assignments[i]], 1e-4);
            total += distances.Min();
        }

        Assert.Equal(total, fit.Inertia, 1e-3);
    }
}
