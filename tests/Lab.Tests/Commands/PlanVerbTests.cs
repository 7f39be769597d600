using ActiveSeg.Lab.Commands;
using ActiveSeg.Lab.Tests.Report;

namespace ActiveSeg.Lab.Tests.Commands;

public sealed class PlanVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("90")]
    public async Task Invoke_TargetOutOfRange_IsRefused(string target)
    {
        var path = _folder.File("curve.csv");
        await File.WriteAllTextAsync(path, "labelled,value\n10,0.5\n15,0.6\n20,0.65\n25,0.68\n30,0.7\n", TestContext.Current.CancellationToken);
        string[] words = ["--curve", path, "--target", target];
        var parsed = PlanVerb.Create().Parse(words);

        var code = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);

        Assert.Empty(parsed.Errors);
        Assert.Equal(1, code);
    }
}
