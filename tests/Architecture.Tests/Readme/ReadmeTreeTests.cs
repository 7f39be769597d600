using ActiveSeg.Architecture.Tests.Repository;

namespace ActiveSeg.Architecture.Tests.Readme;

public sealed class ReadmeTreeTests
{
    private const string Small = "# A\n```\nActiveSeg/\n  src/       code\n    Domain/  rules\n  tests/     tests\n```\n  docs/\n";

    [Fact]
    public void Differences_ReadmeAndDisk_AreNone() =>
        Breaches.AssertNone(ReadmeTree.Differences(ReadmeTree.Folders(Checkout.Read("README.md")), Checkout.Folders(depth: 2)));

    [Fact]
    public void Folders_OfSmallTree_AreThoseOfItsBlock() =>
        Assert.Equal(["src", "src/Domain", "tests"], ReadmeTree.Folders(Small));

    [Fact]
    public void Differences_MissingAndInvented_AreNamed()
    {
        var breaches = ReadmeTree.Differences(ReadmeTree.Folders(Small), ["src", "src/Volumes", "tests"]);

        Assert.Equal(
            ["README.md shows src/Domain/, which is not there", "src/Volumes/ is there, and README.md does not show it"], breaches);
    }

    [Fact]
    public void Folders_NoTree_Throws() => Assert.Throws<InvalidOperationException>(() => ReadmeTree.Folders("# A\n"));
}
