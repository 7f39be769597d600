using ActiveSeg.Policies.Coverage;
using ActiveSeg.Policies.Kernels;
using ActiveSeg.Policies.Tests.Selection;

namespace ActiveSeg.Policies.Tests.Coverage;

public sealed class AverageLinkageTests
{
    [Theory]
    [InlineData(300)]
    [InlineData(AverageLinkage.MostLinked + 700)]
    public void Of_ThreeBlobs_AreTheClusters(int count)
    {
        var rows = Pools.Rows(new Random(4), count, 5, blobs: true);

        var clusters = AverageLinkage.Of(new RowTable(rows, 5), 3);

        Assert.Equal(3, clusters.Distinct().Count());
        Assert.All(Enumerable.Range(0, count), row => Assert.Equal(clusters[row % 3], clusters[row]));
    }

    [Fact]
    public void Of_MoreClustersThanRows_EachRowIsOne() =>
        Assert.Equal([0, 1, 2], AverageLinkage.Of(new RowTable(new float[] { 5, 5, 1 }, 1), 9));
}
