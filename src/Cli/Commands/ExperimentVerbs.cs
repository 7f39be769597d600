using System.CommandLine;
using System.Text.Json.Nodes;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Experiments;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;
using ActiveSeg.Protocol.V1;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>experiment submit|list|show|watch|cancel|fetch</c>.</summary>
internal static class ExperimentVerbs
{
    /// <summary>Builds the command.</summary>
    public static Command Create(GlobalOptions globals) =>
        new("experiment", "Have trainers compare query strategies on labelled datasets while no round waits for them.")
        {
            CreateSubmit(globals),
            CreateList(globals),
            CreateShow(globals),
            CreateWatch(globals),
            CreateCancel(globals),
            CreateFetch(globals),
        };

    private static Argument<string> Name() => new("NAME") { Description = "The experiment." };

    private static Command CreateSubmit(GlobalOptions globals)
    {
        var name = new Option<string?>("--name") { Description = "Its name: a-z, 0-9 and hyphen. Default: one that the server makes." };
        var settings = new ExperimentSettingsOptions();
        return Verb.Create(
            globals,
            "submit",
            """
            Put an experiment into the queue.

            Example: activeseg experiment submit --name spine-1 --dataset spine --policies random,core-set --learner screening
            """,
            [name, .. settings.All],
            async (scope, token) =>
            {
                var request = new SubmitExperimentRequest
                {
                    RequestId = RequestIds.Next(),
                    Experiment = scope.Get(name) ?? "",
                    Settings = settings.Read(scope),
                };
                var reply = await scope.Clients.Experiments.SubmitExperimentAsync(request, cancellationToken: token);
                Tell(scope.Terminal, reply.Experiment);
                return ExitCode.Done;
            });
    }

    private static Command CreateList(GlobalOptions globals) =>
        Verb.Create(globals, "list", "List experiments, the oldest first.", [], async (scope, token) =>
        {
            var experiments = await scope.Clients.ExperimentsAsync(token);
            scope.Terminal.Json(Terminal.ToJson(experiments));
            var table = new TextTable("experiment", "status", ">trainings", "dataset", "learner", "policies", "submitted");
            foreach (var e in experiments)
            {
                table.Add(
                    e.Experiment_, $"{e.Status}", $"{e.RoundsDone}/{e.RoundsTotal}", e.Settings.Dataset, $"{e.Settings.Learner}",
                    string.Join(",", e.Settings.Policies), $"{e.CreateTime.ToDateTime():yyyy-MM-dd HH:mm}");
            }

            scope.Terminal.Table(table);
            return ExitCode.Done;
        });

    private static Command CreateShow(GlobalOptions globals)
    {
        var name = Name();
        return Verb.Create(globals, "show", "Tell how an experiment stands.", [name], async (scope, token) =>
        {
            var request = new GetExperimentRequest { Experiment = scope.Get(name) };
            var reply = await scope.Clients.Experiments.GetExperimentAsync(request, cancellationToken: token);
            Tell(scope.Terminal, reply.Experiment);
            return ExitCode.Done;
        });
    }

    private static Command CreateWatch(GlobalOptions globals)
    {
        var name = Name();
        return Verb.Create(globals, "watch", "Tell every change of an experiment until it is over.", [name], async (scope, token) =>
        {
            var told = "";
            var end = await scope.Clients.ExperimentStreams.WatchAsync(
                scope.Get(name),
                e =>
                {
                    var state = TextTable.Printable($"{e.Status}, {e.RoundsDone} of {e.RoundsTotal} trainings {e.Message}").TrimEnd();
                    if (state != told)
                    {
                        scope.Terminal.Note(told = state);
                    }
                },
                token);
            Tell(scope.Terminal, end);
            return end.Status == ExperimentStatus.Done ? ExitCode.Done : ExitCode.Refused;
        });
    }

    private static Command CreateCancel(GlobalOptions globals)
    {
        var name = Name();
        return Verb.Create(globals, "cancel", "End an experiment; a trainer that runs it stops.", [name], async (scope, token) =>
        {
            var request = new CancelExperimentRequest { RequestId = RequestIds.Next(), Experiment = scope.Get(name) };
            var reply = await scope.Clients.Experiments.CancelExperimentAsync(request, cancellationToken: token);
            Tell(scope.Terminal, reply.Experiment);
            return ExitCode.Done;
        });
    }

    private static Command CreateFetch(GlobalOptions globals)
    {
        var name = Name();
        var to = new Option<string>("--out") { Description = "File to write: a ZIP archive of tables, figures, manifest and report.", Required = true };
        return Verb.Create(globals, "fetch", "Fetch the results of an experiment that is done.", [name, to], async (scope, token) =>
        {
            var path = Path.GetFullPath(scope.Get(to)!);
            var bytes = await scope.Clients.ExperimentStreams.FetchAsync(scope.Get(name), token);
            await File.WriteAllBytesAsync(path, bytes, token);
            scope.Terminal.Json(new JsonObject { ["experiment"] = scope.Get(name), ["file"] = path, ["bytes"] = bytes.Length });
            scope.Terminal.Line($"{bytes.Length} bytes in {path}");
            return ExitCode.Done;
        });
    }

    private static void Tell(Terminal terminal, Experiment e)
    {
        var s = e.Settings;
        terminal.Json(Terminal.ToJson(e));
        terminal.Line($"experiment {e.Experiment_}: {e.Status}, {e.RoundsDone} of {e.RoundsTotal} trainings");
        terminal.Line(TextTable.Printable($"{s.Learner} on {s.Dataset}: {string.Join(", ", s.Policies)}"));
        terminal.Line($"{s.Seeds} seeds, {s.Rounds} rounds of {s.BatchSize} scans");
        foreach (var words in (string[])[e.Message, e.Failure])
        {
            if (words.Length > 0)
            {
                terminal.Line(TextTable.Printable(words));
            }
        }
    }
}
