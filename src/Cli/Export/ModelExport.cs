using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Export.Cards;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Export;

/// <summary>Fetches a model version from the server and writes it in a format of others.</summary>
/// <param name="clients">The server.</param>
/// <param name="trainer">Runs the trainer with a command line.</param>
internal sealed class ModelExport(ServerClients clients, Func<ImmutableArray<string>, Task> trainer)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the export.</summary>
    /// <param name="project">The project.</param>
    /// <param name="number">The model; 0: the promoted one.</param>
    /// <param name="format">What it is written as.</param>
    /// <param name="path">File, or for a bundle a new or empty folder.</param>
    /// <param name="token">Ends the waiting.</param>
    /// <exception cref="ServerRefusedException">Refused, or no server answered in time.</exception>
    /// <exception cref="CommandException">The trainer is not built, or it refused.</exception>
    public async Task<ExportedModel> RunAsync(string project, int number, ExportFormat format, string path, CancellationToken token)
    {
        var model = (await clients.Training.GetModelAsync(new GetModelRequest { Project = project, Model = number }, cancellationToken: token)).Model;
        switch (format)
        {
            case ExportFormat.Safetensors:
                await WriteAsync(path, await clients.Artifacts.DownloadAsync(model.Weights, token), token);
                return new ExportedModel(model.Model_, [path]);
            case ExportFormat.Onnx:
                await WithWeightsAsync(model, (weights, _) => trainer(["export", weights, "--onnx", Path.GetFullPath(path)]), token);
                return new ExportedModel(model.Model_, [path]);
            case ExportFormat.Card:
                return new ExportedModel(model.Model_, await WriteCardAsync(await CardAsync(project, model, token), path, token));
            case ExportFormat.Bundle:
                await WriteBundleAsync(project, model, path, token);
                return new ExportedModel(model.Model_, [path]);
            default:
                throw new UnreachableException();
        }
    }

    private async Task WriteBundleAsync(string project, Model model, string path, CancellationToken token)
    {
        var card = await CardAsync(project, model, token);
        await WithWeightsAsync(
            model,
            async (weights, folder) =>
            {
                var files = await WriteCardAsync(card, Path.Combine(folder, "card.md"), token);
                await trainer([
                    "export", weights, "--bundle", Path.GetFullPath(path), "--version", $"0.{model.Model_}.0",
                    "--change", $"model {model.Model_} of project {project}, trained on {model.LabelledScans} scans", "--card", files[0]]);
                File.Move(files[1], Path.Combine(path, "docs", "card.json"));
            },
            token);
    }

    /// <summary>Gives the weights as a file in a private folder that is gone afterwards.</summary>
    private async Task WithWeightsAsync(Model model, Func<string, string, Task> use, CancellationToken token)
    {
        var folder = Directory.CreateTempSubdirectory("activeseg-export-");
        try
        {
            var weights = Path.Combine(folder.FullName, "weights.safetensors");
            await File.WriteAllBytesAsync(weights, await clients.Artifacts.DownloadAsync(model.Weights, token), token);
            await use(weights, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<ModelCard> CardAsync(string project, Model model, CancellationToken token)
    {
        var described = await clients.Projects.GetProjectAsync(new GetProjectRequest { Project = project }, cancellationToken: token);
        var scans = await clients.ScansAsync(project, ScanRole.Unspecified, ScanStatus.Unspecified, token);
        var report = TrainingReport.Parser.ParseFrom(await clients.Artifacts.DownloadAsync(model.Report, token));
        var manifest = TrainingManifest.Parser.ParseFrom(await clients.Artifacts.DownloadAsync(model.Manifest, token));
        return CardMaking.Of(described.Project, model, report, manifest, scans);
    }

    private static async Task<ImmutableArray<string>> WriteCardAsync(ModelCard card, string path, CancellationToken token)
    {
        var beside = Path.ChangeExtension(path, ".json");
        var text = beside == path ? path + ".md" : path;
        await WriteAsync(text, Encoding.UTF8.GetBytes(CardMarkdown.Render(card)), token);
        await WriteAsync(beside, Encoding.UTF8.GetBytes(CardJson.Of(card).ToJsonString(Indented) + "\n"), token);
        return [text, beside];
    }

    private static async Task WriteAsync(string path, byte[] bytes, CancellationToken token)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await File.WriteAllBytesAsync(path, bytes, token);
    }
}
