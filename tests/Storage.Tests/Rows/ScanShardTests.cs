using ActiveSeg.Domain.Pools;
using ActiveSeg.Storage.Rows;

namespace ActiveSeg.Storage.Tests.Rows;

public sealed class ScanShardTests
{
    [Theory]
    [InlineData("s0", 34)]
    [InlineData("scan-00001", 50)]
    [InlineData("A", 46)]
    public void Of_KnownNames_NeverChanges(string name, int shard) => Assert.Equal(shard, ScanShard.Of(ScanId.Parse(name)));

    [Fact]
    public void Of_ManyNames_FillsEveryShardEvenly()
    {
        var counts = new int[ScanShard.Count];

        for (var i = 0; i < 64_000; i++)
        {
            counts[ScanShard.Of(ScanId.Parse($"scan-{i:D5}"))]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 500, 1500));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    public void Within_AllCoarseShards_AreAllFineOnesOnce(int shards) => Assert.Equal(
        Enumerable.Range(0, ScanShard.Count),
        Enumerable.Range(0, shards).SelectMany(shard => ScanShard.Within(shard, shards)).Order());
}
