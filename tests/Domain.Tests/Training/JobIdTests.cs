using ActiveSeg.Domain.Training;

namespace ActiveSeg.Domain.Tests.Training;

public sealed class JobIdTests
{
    [Theory]
    [InlineData(JobKind.Train, 0, "Train")]
    [InlineData(JobKind.Score, 3, "Score/000003")]
    public void ToString_ReadBack_IsTheSame(JobKind kind, int part, string text)
    {
        var id = new JobId(kind, part);

        Assert.Equal(text, id.ToString());
        Assert.Equal(id, JobId.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bake")]
    [InlineData("Score/x")]
    public void Parse_Unformed_Throws(string text) => Assert.Throws<FormatException>(() => JobId.Parse(text));
}
