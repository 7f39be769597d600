using System.Collections.Immutable;
using ActiveSeg.Policies.Clustering.Hierarchy;
using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Clustering.Hierarchy;

public sealed class AgglomerativeTests
{
    public static readonly TheoryData<Linkage> Linkages = [Linkage.Average, Linkage.Complete, Linkage.Ward];

    [Theory]
    [MemberData(nameof(Linkages))]
    public void Fit_TwelveTinyPools_IsTheNaiveTree(Linkage linkage)
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var (count, width) = (random.Next(2, 40), random.Next(1, 12));
            var rows = Pools.Rows(random, count, width, blobs: seed % 2 == 0);

            var tree = Agglomerative.Fit(rows, width, Pools.Keys(random, count), linkage);

            var (heights, clusters) = NaiveLinkage.Of(rows, width, linkage);
            Assert.Equal(count - 1, tree.Merges.Length);
            for (var made = 0; made < count; made++)
            {
                AssertSame(clusters[made], tree.CutAtCount(count - made));
            }

            Assert.Equal(heights, tree.Merges.Select(merge => merge.Height), (a, b) => Math.Abs(a - b) <= 1e-4 * (a + 1));
        }
    }

    [Theory]
    [MemberData(nameof(Linkages))]
    public void CutAtHeight_BetweenMerges_MakesThoseBelow(Linkage linkage)
    {
        var rows = Pools.Rows(new Random(6), 50, 4, blobs: false);

        var tree = Agglomerative.Fit(rows, 4, Pools.Keys(new Random(7), 50), linkage);

        for (var made = 1; made < 49; made++)
        {
            var between = (tree.Merges[made - 1].Height + tree.Merges[made].Height) / 2;
            Assert.Equal(tree.CutAtCount(50 - made), tree.CutAtHeight(between));
        }

        Assert.Equal(tree.CutAtCount(1), tree.CutAtHeight(double.PositiveInfinity));
        Assert.Equal(tree.CutAtCount(1), tree.CutAtHeight(tree.Merges[^1].Height));
    }

    [Theory]
    [MemberData(nameof(Linkages))]
    public void Fit_RowsInAnotherOrder_SameTreeAndClusters(Linkage linkage)
    {
        var rows = Pools.Rows(new Random(8), 200, 3, blobs: true);
        rows.AsSpan(0, 60).CopyTo(rows.AsSpan(300, 60));
        var turned = Turned.Of(rows, 3, 5);

        var one = Agglomerative.Fit(turned.Rows, 3, turned.Keys, linkage);
        var two = Agglomerative.Fit(turned.TurnedRows, 3, turned.TurnedKeys, linkage);

        Assert.Equal(one.Merges.Select(merge => (merge.Height, merge.Rows)), two.Merges.Select(merge => (merge.Height, merge.Rows)));
        foreach (var clusters in new[] { 1, 3, 17, 90 })
        {
            var straight = one.CutAtCount(clusters);
            Assert.Equal(turned.Order.Select(i => straight[i]), two.CutAtCount(clusters));
        }
    }

    [Fact]
    public void Fit_Average_CutsLikeTheSampledLinkageOfClusterMargin()
    {
        var rows = Pools.Rows(new Random(4), 400, 6, blobs: false);

        var tree = Agglomerative.Fit(rows, 6, [.. Enumerable.Range(0, 400).Select(i => (ulong)i)], Linkage.Average);

        foreach (var clusters in new[] { 1, 2, 10, 150, 400 })
        {
            Assert.Equal(AverageLinkage.Of(new RowTable(rows, 6), clusters), tree.CutAtCount(clusters));
        }
    }

    [Theory]
    [MemberData(nameof(Linkages))]
    public void Merges_AnyPool_NumberNodesOnce(Linkage linkage)
    {
        var tree = Agglomerative.Fit(Pools.Rows(new Random(3), 80, 3, blobs: true), 3, Pools.Keys(new Random(3), 80), linkage);

        var children = tree.Merges.SelectMany(merge => new[] { merge.First, merge.Second }).ToArray();
        var rows = Enumerable.Repeat(1, 80).Concat(tree.Merges.Select(merge => merge.Rows)).ToArray();
        Assert.Equal(Enumerable.Range(0, 158), children.Order());
        Assert.All(Enumerable.Range(0, 79), i => Assert.True(tree.Merges[i].Second < 80 + i && tree.Merges[i].First < 80 + i));
        Assert.All(tree.Merges, merge => Assert.Equal(merge.Rows, rows[merge.First] + rows[merge.Second]));
        Assert.Equal(80, tree.Merges[^1].Rows);
        Assert.Equal(tree.Merges.Select(merge => merge.Height).Order(), tree.Merges.Select(merge => merge.Height));
    }

    [Theory]
    [MemberData(nameof(Linkages))]
    public void Fit_EqualRows_JoinAtHeightZero(Linkage linkage)
    {
        var tree = Agglomerative.Fit(new float[] { 5, 1, 5, 1, 5 }, 1, [9, 8, 7, 6, 5], linkage);

        Assert.Equal([0, 1, 0, 1, 0], tree.CutAtHeight(0));
        Assert.Equal([0, 1, 0, 1, 0], tree.CutAtCount(2));
        Assert.Equal(3, tree.Merges.Count(merge => merge.Height == 0));
    }

    [Theory]
    [MemberData(nameof(Linkages))]
    public void Fit_LargestMagnitudes_HeightsAreFinite(Linkage linkage)
    {
        float[] rows = [1e15f, 1e15f, -1e15f, -1e15f, 1e15f, -1e15f, 0, 0];

        var tree = Agglomerative.Fit(rows, 2, [1, 2, 3, 4], linkage);

        Assert.All(tree.Merges, merge => Assert.True(double.IsFinite(merge.Height) && merge.Height > 0));
    }

    [Fact]
    public void Fit_NoRowOrOne_HasNoMerges()
    {
        var none = Agglomerative.Fit(Array.Empty<float>(), 3, [], Linkage.Ward);
        var one = Agglomerative.Fit(new float[3], 3, [4], Linkage.Ward);

        Assert.Empty(none.Merges);
        Assert.Empty(none.CutAtCount(4));
        Assert.Empty(none.CutAtHeight(0));
        Assert.Empty(one.Merges);
        Assert.Equal([0], one.CutAtCount(4));
    }

    [Fact]
    public void Fit_BadInput_NamesIt()
    {
        var many = Enumerable.Range(0, Agglomerative.MostRows + 1).Select(i => (ulong)i).ToImmutableArray();
        var tree = Agglomerative.Fit(new float[4], 2, [1, 2], Linkage.Average);

        var tooMany = Assert.Throws<ArgumentOutOfRangeException>(
            () => Agglomerative.Fit(new float[many.Length], 1, many, Linkage.Average));
        Assert.Contains("16384", tooMany.Message, StringComparison.Ordinal);
        Assert.Equal("rows", Bad(() => Agglomerative.Fit(new float[3], 2, [1, 2], Linkage.Average)));
        Assert.Equal("rows", Bad(() => Agglomerative.Fit(new[] { 0, float.NaN }, 1, [1, 2], Linkage.Average)));
        Assert.Equal("keys", Bad(() => Agglomerative.Fit(new float[2], 1, [3, 3], Linkage.Average)));
        Assert.Equal("keys", Bad(() => Agglomerative.Fit(new float[2], 1, default, Linkage.Average)));
        Assert.Equal("width", Bad(() => Agglomerative.Fit(new float[2], 0, [1, 2], Linkage.Average)));
        Assert.Equal("linkage", Bad(() => Agglomerative.Fit(new float[2], 1, [1, 2], (Linkage)9)));
        Assert.Equal("clusters", Bad(() => tree.CutAtCount(0)));
        Assert.Equal("height", Bad(() => tree.CutAtHeight(double.NaN)));
        Assert.Equal("height", Bad(() => tree.CutAtHeight(-1)));
    }

    private static string? Bad(Action call) => Assert.ThrowsAny<ArgumentException>(call).ParamName;

    private static void AssertSame(List<int[]> expected, ImmutableArray<int> clusters)
    {
        Assert.Equal(expected.Count, clusters.Distinct().Count());
        Assert.All(expected, members => Assert.Single(members.Select(i => clusters[i]).Distinct()));
    }
}
