using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Volumes.Tests.Grids;

public sealed class ConnectedPartsTests
{
    private static readonly GridSize Line = new(10, 1, 1);

    [Theory]
    [InlineData(0, 0, "1110110211")]
    [InlineData(0.5, 0, "1110110211")]
    [InlineData(0.7, 4, "1110000200")]
    [InlineData(1, 4, "1110000200")]
    public void RemoveSmall_Share_RemovesSmallerParts(double share, int removed, string expected)
    {
        var labels = "1110110211".Select(c => (byte)(c - '0')).ToArray();

        Assert.Equal(removed, ConnectedParts.RemoveSmall(labels, Line, 1, share));
        Assert.Equal(expected, string.Concat(labels));
    }

    [Fact]
    public void RemoveSmall_DiagonalVoxels_AreNotConnected()
    {
        byte[] labels = [1, 1, 0, 0, 0, 1];

        Assert.Equal(1, ConnectedParts.RemoveSmall(labels, new GridSize(3, 2, 1), 1, 1));
        Assert.Equal([1, 1, 0, 0, 0, 0], labels);
    }

    [Fact]
    public void RemoveSmall_WrongLengthOrShare_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ConnectedParts.RemoveSmall(new byte[3], Line, 1, 1));
        Assert.Throws<ArgumentException>(() => ConnectedParts.RemoveSmall(new byte[10], Line, 1, double.NaN));
    }
}
