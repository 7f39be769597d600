using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ActiveSeg.Cli.Demo.Processes;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;

namespace ActiveSeg.Cli.Commands;

/// <summary><c>up</c>: server and trainer on this machine, until Ctrl-C.</summary>
internal static class UpVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Create(GlobalOptions globals)
    {
        var data = new Option<string?>("--data") { Description = "Folder for the database and artifacts. Default: data." };
        var grpcPort = new Option<int?>("--grpc-port") { Description = "Port of the services. Default: 5005." };
        var webPort = new Option<int?>("--web-port") { Description = "Port of the page. Default: 5006." };
        var noTrainer = new Option<bool>("--without-trainer") { Description = "Start no trainer; one may connect from elsewhere." };
        var rest = new Argument<string[]>("SERVER_OPTION") { Description = "Handed to the server as they are; put them after --.", Arity = ArgumentArity.ZeroOrMore };
        return Verb.Create(
            globals,
            "up",
            """
            Start a server and a trainer on this machine, on loopback only, until Ctrl-C.

            Example: activeseg up --data ./spine -- --trainer-threads 4
            """,
            [data, grpcPort, webPort, noTrainer, rest],
            async (scope, token) =>
            {
                List<string> arguments = [];
                Pass("--data", scope.Get(data));
                Pass("--grpc-port", scope.Get(grpcPort)?.ToString());
                Pass("--web-port", scope.Get(webPort)?.ToString());
                if (!scope.Get(noTrainer))
                {
                    arguments.Add("--with-trainer");
                }

                arguments.AddRange(scope.Get(rest));
                return await RunAsync(scope, arguments, token);

                void Pass(string name, string? value)
                {
                    if (value is not null)
                    {
                        arguments.AddRange([name, value]);
                    }
                }
            });
    }

    private static async Task<int> RunAsync(CommandScope scope, List<string> arguments, CancellationToken token)
    {
        var start = new ProcessStartInfo(Executables.Find(Executables.Server), arguments)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var server = new Process { StartInfo = start, EnableRaisingEvents = true };
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Exited += (_, _) => exited.TrySetResult();
        server.OutputDataReceived += (_, line) => Tell(scope.Terminal, line.Data);
        server.Start();
        server.BeginOutputReadLine();
        using var stop = token.Register(() => Signals.AskToEnd(server.Id));

        // Not Process.WaitForExitAsync: it would also wait for a trainer that outlives the server and holds its output.
        await exited.Task;
        return server.ExitCode switch
        {
            _ when token.IsCancellationRequested => ExitCode.Interrupted,
            0 => ExitCode.Done,
            ExitCode.Unavailable => ExitCode.Unavailable,
            _ => ExitCode.Refused,
        };
    }

    private static void Tell(Terminal terminal, string? line)
    {
        if (line is null)
        {
            return;
        }

        if (ServerReady.TryParse(line) is not { } ready)
        {
            terminal.Note(line);
            return;
        }

        terminal.Json(JsonNode.Parse(line)!);
        terminal.Line($"page      {ready.Web}");
        terminal.Line($"services  {ready.Grpc}");
        terminal.Line($"processes {ready.Pid}{(ready.TrainerPid is { } trainer ? $", trainer {trainer}" : "")}; Ctrl-C ends them");
    }
}
