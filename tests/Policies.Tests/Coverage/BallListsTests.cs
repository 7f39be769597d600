using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Tests.Clustering;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Coverage;

public sealed class BallListsTests
{
    [Fact]
    public void TryBuild_RowsWithPivots_HoldsWhatPlainLoopsFind()
    {
        foreach (var (count, width, blobs) in new[] { (40, 3, true), (700, 4, true), (900, 17, false) })
        {
            var random = new Random(count);
            var table = new RowTable(Pools.Rows(random, count, width, blobs), width);
            var candidates = Enumerable.Range(0, count).Where(row => row % 3 != 1).ToArray();
            var radii = Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 0.3 * width)).ToArray();

            var lists = BallLists.TryBuild(new BallRequest(ScaledRows.Plain(table), candidates, radii, long.MaxValue, 5) { IsExact = true });

            var found = new HashSet<(int, int)>();
            lists!.ForEachPair((row, candidate, _) => Assert.True(found.Add((row, candidate))));
            var expected =
                from row in Enumerable.Range(0, count)
                from candidate in Enumerable.Range(0, candidates.Length)
                where candidates[candidate] == row || Naive.Squared(table[row], table[candidates[candidate]]) < radii[row]
                select (row, candidate);
            Assert.Equal(expected.ToHashSet(), found);
        }
    }

    [Fact]
    public void TryBuild_MorePairsThanAllowed_Null()
    {
        var rows = ScaledRows.Plain(new RowTable(new float[300], 3));
        var radii = Enumerable.Repeat(1f, 100).ToArray();

        Assert.Null(BallLists.TryBuild(new BallRequest(rows, [.. Enumerable.Range(0, 100)], radii, 9_999, 1)));
        Assert.NotNull(BallLists.TryBuild(new BallRequest(rows, [.. Enumerable.Range(0, 100)], radii, 10_000, 1)));
    }
}
