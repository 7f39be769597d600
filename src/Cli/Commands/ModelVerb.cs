using System.CommandLine;
using System.Text.Json.Nodes;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Demo.Processes;
using ActiveSeg.Cli.Export;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>model list|export</c>.</summary>
internal static class ModelVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create(GlobalOptions globals) => new("model", "See trained models, and take them out.")
    {
        CreateList(globals),
        CreateExport(globals),
    };

    private static Command CreateList(GlobalOptions globals)
    {
        var project = new Option<string>("--project") { Description = "The project.", Required = true };
        return Verb.Create(globals, "list", "List model versions with their accuracy on the locked set.", [project], async (scope, token) =>
        {
            var models = await scope.Clients.ModelsAsync(scope.Get(project)!, token);
            scope.Terminal.Json(Terminal.ToJson(models));
            var table = new TextTable(">model", ">round", ">labelled", ">mean Dice", "by structure", ">train s", "promoted");
            foreach (var m in models)
            {
                table.Add(
                    $"{m.Model_}", $"{m.Round}", $"{m.LabelledScans}", $"{m.MeanDice:0.000}",
                    string.Join(" ", m.Scores.Select(s => $"{s.Label}:{s.Dice:0.000}")), $"{m.TrainingSeconds:0.0}", m.Promoted ? "yes" : "");
            }

            scope.Terminal.Table(table);
            return ExitCode.Done;
        });
    }

    private static Command CreateExport(GlobalOptions globals)
    {
        var project = new Option<string>("--project") { Description = "The project.", Required = true };
        var model = new Option<int>("--model") { Description = "Its number. Default: the promoted one." };
        var format = new Option<ExportFormat>("--format")
        {
            Description = "safetensors: the weights; onnx: a model for other programs; bundle: a folder in the layout of a MONAI bundle; card: what the model is, as Markdown and JSON.",
            Required = true,
        };
        var to = new Option<string>("--out") { Description = "File to write; for a bundle a new folder.", Required = true };
        return Verb.Create(
            globals,
            "export",
            """
            Write a model version in a format that other programs read, or its model card.

            Example: activeseg model export --project spine --format bundle --out ./spine-model
            """,
            [project, model, format, to],
            async (scope, token) =>
            {
                var export = new ModelExport(scope.Clients, words => TrainerProgram.RunAsync(Executables.Find(Executables.Trainer), words, token));
                var written = await export.RunAsync(scope.Get(project)!, scope.Get(model), scope.Get(format), scope.Get(to)!, token);
                scope.Terminal.Json(new JsonObject
                {
                    ["model"] = written.Number,
                    ["files"] = new JsonArray([.. written.Files.Select(file => (JsonNode)file)]),
                });
                scope.Terminal.Line($"model {written.Number} in {string.Join(" and ", written.Files)}");
                return ExitCode.Done;
            });
    }
}
