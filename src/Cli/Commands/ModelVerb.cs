using System.CommandLine;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>model list</c>.</summary>
internal static class ModelVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create(GlobalOptions globals) => new("model", "See trained models.") { CreateList(globals) };

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
}
