using ActiveSeg.Lab.Tables;
using ActiveSeg.Lab.Tests.Report;

namespace ActiveSeg.Lab.Tests.Tables;

public sealed class WholeFileTests
{
    [Fact]
    public void Write_ContentFailsHalfway_LeavesTheEarlierFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("inner/file.txt");
        WholeFile.Write(path, "whole");

        Assert.Throws<InvalidDataException>(() => WholeFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidDataException();
        }));

        Assert.Equal("whole", File.ReadAllText(path));
    }
}
