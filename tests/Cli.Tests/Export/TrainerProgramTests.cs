using ActiveSeg.Cli.Export;
using ActiveSeg.Cli.Invocation;

namespace ActiveSeg.Cli.Tests.Export;

public sealed class TrainerProgramTests
{
    [Fact]
    public Task Run_ProgramThatSucceeds_Returns() => RunAsync("/bin/sh", "-c", "echo done");

    [Theory]
    [InlineData("echo 'File: no space' >&2; echo usage >&2; exit 3", "File: no space")]
    [InlineData("exit 4", "/bin/sh ended with code 4")]
    public async Task Run_ProgramThatRefuses_GivesItsFirstLine(string script, string message)
    {
        var failure = await Assert.ThrowsAsync<CommandException>(() => RunAsync("/bin/sh", "-c", script));

        Assert.Equal((ExitCode.Refused, "EXPORT_REFUSED", message), (failure.ExitCode, failure.Reason, failure.Message));
    }

    [Fact]
    public async Task Run_NoSuchProgram_SaysSo()
    {
        var failure = await Assert.ThrowsAsync<CommandException>(() => RunAsync("/no/such/program"));

        Assert.Equal((ExitCode.Unavailable, "TRAINER_START"), (failure.ExitCode, failure.Reason));
    }

    private static Task RunAsync(string program, params string[] words) =>
        TrainerProgram.RunAsync(program, [.. words], TestContext.Current.CancellationToken);
}
