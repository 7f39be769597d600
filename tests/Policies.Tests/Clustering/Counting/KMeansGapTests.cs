using ActiveSeg.Policies.Clustering.Counting;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Clustering.Counting;

public sealed class KMeansGapTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 40)]
    [InlineData(2, 5)]
    [InlineData(3, 5)]
    [InlineData(3, 40)]
    [InlineData(3, 300)]
    [InlineData(5, 8)]
    [InlineData(8, 20)]
    public void Choose_GaussiansApart_FindsHowMany(int groups, int width)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var rows = Gaussians.Apart(seed, 200, width, groups, width > 100 ? 25 : 12);

            var choice = KMeansGap.Choose(rows, width, Pools.Keys(new Random(seed), 200), 10, (ulong)seed);

            Assert.Equal(groups, choice.Fit.Clusters);
            Assert.Equal(choice.Gaps.Length, choice.Errors.Length);
            Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(choice.Fit.Assignments[i % groups], choice.Fit.Assignments[i]));
        }
    }

    [Fact]
    public void Choose_OneLongGroupAcrossTheAxes_IsOne()
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var random = new Random(seed);
            var rows = new float[600 * 3];
            for (var i = 0; i < 600; i++)
            {
                var along = 10 * Gaussians.Normal(random);
                for (var j = 0; j < 3; j++)
                {
                    rows[(i * 3) + j] = (float)((j == 1 ? -along : along) + Gaussians.Normal(random));
                }
            }

            var choice = KMeansGap.Choose(rows, 3, Pools.Keys(random, 600), 6, (ulong)seed);

            Assert.Equal(1, choice.Fit.Clusters);
        }
    }

    [Fact]
    public void Choose_MoreRowsThanTheSample_ClustersAllOfThem()
    {
        var rows = Gaussians.Apart(2, 900, 4, 3, 15);

        var choice = KMeansGap.Choose(rows, 4, Pools.Keys(new Random(2), 900), 6, 1, new GapOptions(SampleRows: 120));

        Assert.Equal(3, choice.Fit.Clusters);
        Assert.Equal(900, choice.Fit.Assignments.Length);
    }

    [Fact]
    public void Choose_RowsInAnotherOrder_SameAnswer()
    {
        var turned = Turned.Of(Gaussians.Apart(1, 200, 4, 2, 3), 4, 3);
        var options = new GapOptions(SampleRows: 80);

        var one = KMeansGap.Choose(turned.Rows, 4, turned.Keys, 5, 3, options);
        var two = KMeansGap.Choose(turned.TurnedRows, 4, turned.TurnedKeys, 5, 3, options);

        Assert.Equal(one.Gaps.AsEnumerable(), two.Gaps);
        Assert.Equal(one.Errors.AsEnumerable(), two.Errors);
        Assert.Equal(turned.Order.Select(i => one.Fit.Assignments[i]), two.Fit.Assignments);
    }

    [Fact]
    public void Choose_FewDistinctRows_FindsThemWithAnInfiniteGap()
    {
        var rows = Enumerable.Range(0, 60).Select(i => (float)(i % 3)).ToArray();

        var choice = KMeansGap.Choose(rows, 1, Pools.Keys(new Random(1), 60), 8, 1);

        Assert.Equal(3, choice.Fit.Clusters);
        Assert.Equal(double.PositiveInfinity, choice.Gaps[^1]);
        Assert.Equal(0, choice.Fit.Inertia);
    }

    [Fact]
    public void Choose_DegenerateRows_IsWellDefined()
    {
        Assert.Equal(1, KMeansGap.Choose(new float[20], 2, Pools.Keys(new Random(1), 10), 4, 1).Fit.Clusters);
        Assert.Equal(1, KMeansGap.Choose(new float[2], 2, [1], 4, 1).Fit.Clusters);
        Assert.Equal(0, KMeansGap.Choose(Array.Empty<float>(), 2, [], 4, 1).Fit.Clusters);
        Assert.Equal(1, KMeansGap.Choose(new float[] { 0, 1 }, 1, [1, 2], 4, 1).Fit.Clusters);
    }

    [Fact]
    public void Choose_BadInput_NamesIt()
    {
        Assert.Equal("most", Bad(() => KMeansGap.Choose(new float[2], 1, [1, 2], 0, 1)));
        Assert.Equal("rows", Bad(() => KMeansGap.Choose(new[] { 0, float.NaN }, 1, [1, 2], 2, 1)));
        Assert.Equal("keys", Bad(() => KMeansGap.Choose(new float[2], 1, [2, 2], 2, 1)));
        Assert.Equal("options", Bad(() => KMeansGap.Choose(new float[2], 1, [1, 2], 2, 1, new GapOptions(References: 1))));
        Assert.Equal("options", Bad(() => KMeansGap.Choose(new float[2], 1, [1, 2], 2, 1, new GapOptions(Starts: 0))));
        Assert.Equal("options", Bad(() => KMeansGap.Choose(new float[2], 1, [1, 2], 2, 1, new GapOptions(SampleRows: 1))));
        Assert.Equal("options", Bad(() => KMeansGap.Choose(new float[2], 1, [1, 2], 2, 1, new GapOptions(SampleRows: 20_000))));
    }

    private static string? Bad(Action call) => Assert.ThrowsAny<ArgumentException>(call).ParamName;
}
