using ActiveSeg.Volumes.Consensus;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Tests.Consensus;

public sealed class MajorityVoteTests
{
    [Theory]
    [InlineData(new byte[] { 3 }, 3)]
    [InlineData(new byte[] { 1, 1 }, 1)]
    [InlineData(new byte[] { 1, 0 }, 0)]
    [InlineData(new byte[] { 1, 2 }, 0)]
    [InlineData(new byte[] { 1, 2, 1 }, 1)]
    [InlineData(new byte[] { 1, 2, 3 }, 0)]
    [InlineData(new byte[] { 0, 2, 0 }, 0)]
    [InlineData(new byte[] { 2, 1, 1, 2 }, 0)]
    [InlineData(new byte[] { 2, 1, 2, 2 }, 2)]
    [InlineData(new byte[] { 1, 1, 2, 2, 2 }, 2)]
    public void Fuse_OneVoxel_NeedsMoreThanHalf(byte[] votes, byte expected)
    {
        var fused = MajorityVote.Fuse([.. votes.Select(Voxel)]);

        Assert.Equal([expected], fused.Labels);
    }

    [Fact]
    public void Fuse_RandomReads_EqualsCountingAndIgnoresTheOrder()
    {
        LabelMap[] reads = [.. Enumerable.Range(0, 5).Select(r => Maps.Random(r, 6, 5, 4, 0.7, 3))];

        var fused = MajorityVote.Fuse(reads);

        for (var v = 0; v < fused.Labels.Length; v++)
        {
            var winner = reads.GroupBy(r => r.Labels[v]).Where(g => g.Count() > 2).Select(g => g.Key).SingleOrDefault();
            Assert.Equal(winner, fused.Labels[v]);
        }

        Assert.Equal(fused.Labels, MajorityVote.Fuse([.. reads.Reverse()]).Labels);
    }

    [Fact]
    public void Fuse_OtherGridOrNone_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => MajorityVote.Fuse([]));
        Assert.Throws<ArgumentException>(() => MajorityVote.Fuse([Maps.Empty(2, 2, 2), Maps.Empty(2, 2, 3)]));
    }

    private static LabelMap Voxel(byte label) =>
        new(Grid.Aligned(new GridSize(1, 1, 1), new VectorMm(1, 1, 1)), [label]);
}
