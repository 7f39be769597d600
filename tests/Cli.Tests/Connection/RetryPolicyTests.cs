using ActiveSeg.Cli.Connection;

namespace ActiveSeg.Cli.Tests.Connection;

public sealed class RetryPolicyTests
{
    [Fact]
    public void DelayAfter_EachFailure_DoublesUpToTheLongest()
    {
        var full = Enumerable.Range(1, 8).Select(attempt => RetryPolicy.Default.DelayAfter(attempt, 1).TotalMilliseconds);

        Assert.Equal([100, 200, 400, 800, 1600, 3000, 3000, 3000], full);
    }

    [Fact]
    public void DelayAfter_Jitter_TakesAwayAtMostHalf()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(200), RetryPolicy.Default.DelayAfter(3, 0));
        Assert.Equal(TimeSpan.FromMilliseconds(400), RetryPolicy.Default.DelayAfter(3, 1));
    }

    [Fact]
    public void For_SameParts_IsTheSameUuid()
    {
        var first = RequestIds.For("submit", "a", "b");

        Assert.True(Guid.TryParseExact(first, "D", out _));
        Assert.Equal(first, RequestIds.For("submit", "a", "b"));
        Assert.NotEqual(first, RequestIds.For("submit", "ab", ""));
        Assert.NotEqual(RequestIds.Next(), RequestIds.Next());
    }

    [Theory]
    [InlineData("http://127.0.0.1:5005", 1)]
    [InlineData("http://127.0.0.1:1, http://127.0.0.1:2,", 2)]
    public void Parse_Addresses_AreSplitAtCommas(string text, int count) => Assert.Equal(count, ServerAddresses.Parse(text).Length);

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1:5005")]
    [InlineData("ftp://host")]
    public void Parse_NoHttpAddress_IsRefused(string text) => Assert.Throws<FormatException>(() => ServerAddresses.Parse(text));
}
