using System.Collections.Immutable;
using System.Text.Json;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Export;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Tests.Export;

public sealed class ModelExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("activeseg-").FullName;
    private readonly MadeUpProject _project = MadeUpProject.Make();
    private readonly List<ImmutableArray<string>> _trainer = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_Safetensors_WritesTheWeightsAndNothingElse()
    {
        var server = _project.Serve();

        var written = await RunAsync(server, 3, ExportFormat.Safetensors, At("new/w.safetensors"));

        Assert.Equal(3, written.Number);
        Assert.Equal(_project.Weights, File.ReadAllBytes(At("new/w.safetensors")));
        Assert.Equal(new GetModelRequest { Project = "spine", Model = 3 }, Assert.Single(server.Sent));
        Assert.Empty(_trainer);
    }

    [Fact]
    public async Task Run_Card_WritesMarkdownAndJson()
    {
        var written = await RunAsync(_project.Serve(), 0, ExportFormat.Card, At("card.md"));

        Assert.Equal([At("card.md"), At("card.json")], written.Files);
        Assert.StartsWith("# Model 3 of Spine", File.ReadAllText(At("card.md")));
        using var json = JsonDocument.Parse(File.ReadAllText(At("card.json")));
        Assert.Equal(3, json.RootElement.GetProperty("model").GetInt32());
    }

    [Fact]
    public async Task Run_CardNamedJson_LeavesMarkdownBesideIt()
    {
        var written = await RunAsync(_project.Serve(), 0, ExportFormat.Card, At("card.json"));

        Assert.Equal([At("card.json.md"), At("card.json")], written.Files);
    }

    [Fact]
    public async Task Run_Onnx_GivesTheTrainerTheWeights()
    {
        byte[] seen = [];

        await RunAsync(_project.Serve(), 0, ExportFormat.Onnx, At("m.onnx"), words => seen = File.ReadAllBytes(words[1]));

        Assert.Equal(_project.Weights, seen);
        var words = Assert.Single(_trainer);
        Assert.Equal(["export", "--onnx", At("m.onnx")], [words[0], .. words[2..]]);
        Assert.False(File.Exists(words[1]));
    }

    [Fact]
    public async Task Run_Bundle_GivesTheTrainerTheCardAndAddsItsJson()
    {
        var card = "";

        await RunAsync(_project.Serve(), 0, ExportFormat.Bundle, At("b"), words =>
        {
            card = File.ReadAllText(words[^1]);
            Directory.CreateDirectory(At("b/docs"));
        });

        var words = Assert.Single(_trainer);
        Assert.Equal(
            ["export", "--bundle", At("b"), "--version", "0.3.0", "--change", "model 3 of project spine, trained on 6 scans", "--card"],
            [words[0], .. words[2..^1]]);
        Assert.StartsWith("# Model 3", card);
        Assert.True(File.Exists(At("b/docs/card.json")));
        Assert.False(Directory.Exists(Path.GetDirectoryName(words[1])));
    }

    [Fact]
    public async Task Run_NoSuchModel_IsTheServersRefusal()
    {
        var refusal = await Assert.ThrowsAsync<ServerRefusedException>(
            () => RunAsync(new RecordedServer(), 9, ExportFormat.Safetensors, At("w")));

        Assert.Equal(Grpc.Core.StatusCode.NotFound, refusal.Code);
        Assert.False(File.Exists(At("w")));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private Task<ExportedModel> RunAsync(
        RecordedServer server, int number, ExportFormat format, string path, Action<ImmutableArray<string>>? whenTrainerRuns = null)
    {
        var export = new ModelExport(server.Clients(), words =>
        {
            _trainer.Add(words);
            whenTrainerRuns?.Invoke(words);
            return Task.CompletedTask;
        });
        return export.RunAsync("spine", number, format, path, TestContext.Current.CancellationToken);
    }
}
