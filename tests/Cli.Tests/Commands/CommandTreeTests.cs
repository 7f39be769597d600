using ActiveSeg.Cli.Commands;

namespace ActiveSeg.Cli.Tests.Commands;

public sealed class CommandTreeTests
{
    [Theory]
    [InlineData("demo")]
    [InlineData("demo --data x --out y --rounds 3 --batch 6 --reads 3 --store postgres --silos 2 --steps 100 --keep")]
    [InlineData("up --data x -- --trainer-threads 4")]
    [InlineData("project create spine --structures 1=canal,2=foramina --strata scanner")]
    [InlineData("project status spine --json")]
    [InlineData("project list --server http://127.0.0.1:1,http://127.0.0.1:2")]
    [InlineData("import folder --project spine --patient-column p --strata a,b --create")]
    [InlineData("lock --project spine --fraction 0.2")]
    [InlineData("reference set --project spine --data folder")]
    [InlineData("scan list --project spine --status Labelled")]
    [InlineData("scan show s1 --project spine")]
    [InlineData("scan exclude s1 --project spine --reason motion")]
    [InlineData("worklist --project spine")]
    [InlineData("next --project spine --rater anna --out case")]
    [InlineData("submit case --seconds 12")]
    [InlineData("round start --project spine")]
    [InlineData("round status --project spine --follow")]
    [InlineData("round close --project spine")]
    [InlineData("round list --project spine")]
    [InlineData("model list --project spine")]
    [InlineData("model export --project spine --format onnx --out m.onnx")]
    [InlineData("model export --project spine --model 3 --format bundle --out folder --json")]
    [InlineData("experiment submit --name e1 --dataset spine --policies random,core-set+floor --learner screening --seeds 3 --noise 4")]
    [InlineData("experiment list --json")]
    [InlineData("experiment show e1")]
    [InlineData("experiment watch e1 --json")]
    [InlineData("experiment cancel e1")]
    [InlineData("experiment fetch e1 --out e1.zip")]
    [InlineData("phantom --out folder --count 3 --format dicom --seed 7")]
    public void Parse_DocumentedCommandLine_HasNoError(string line)
    {
        var parsed = CommandTree.Create().Parse(line);

        Assert.Empty(parsed.Errors);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("project list --frobnicate")]
    [InlineData("worklist")]
    [InlineData("import --project spine")]
    [InlineData("phantom --out x --format png")]
    [InlineData("demo --rounds 0")]
    [InlineData("model export --project spine --out x")]
    [InlineData("model export --project spine --format pickle --out x")]
    [InlineData("experiment submit --policies random")]
    [InlineData("experiment fetch e1")]
    [InlineData("demo --store mysql")]
    [InlineData("lock --project spine --fraction much")]
    public void Parse_Nonsense_HasAnError(string line)
    {
        var parsed = CommandTree.Create().Parse(line);

        Assert.NotEmpty(parsed.Errors);
    }

    [Theory]
    [InlineData("demo --silos 2", 2, "SILOS_NEED_POSTGRES")]
    [InlineData("project list --server nonsense", 2, "BAD_SERVER")]
    [InlineData("project create x --structures canal", 2, "BAD_STRUCTURE")]
    [InlineData("submit no-such-folder", 1, "NO_LEASE")]
    [InlineData("import no-such-folder --project x", 1, "Unreadable")]
    public async Task Invoke_WhatCannotBeDone_SaysWhyInOneLineAndSetsTheExitCode(string line, int exitCode, string reason)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await CommandTree.Create().Parse(line).InvokeAsync(
            new() { Output = output, Error = error }, TestContext.Current.CancellationToken);

        Assert.Equal(exitCode, code);
        Assert.StartsWith($"activeseg: {reason}: ", error.ToString());
        Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task Invoke_WithJson_WritesTheErrorAsJsonToStandardOutput()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        await CommandTree.Create().Parse("submit no-such-folder --json").InvokeAsync(
            new() { Output = output, Error = error }, TestContext.Current.CancellationToken);

        using var json = System.Text.Json.JsonDocument.Parse(output.ToString());
        Assert.Equal("NO_LEASE", json.RootElement.GetProperty("error").GetProperty("reason").GetString());
    }
}
