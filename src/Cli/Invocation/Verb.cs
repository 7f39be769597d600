using System.CommandLine;
using System.Text.Json.Nodes;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Output;
using ActiveSeg.Imaging;

namespace ActiveSeg.Cli.Invocation;

/// <summary>Turns a function into a command whose failures become one line and an exit code.</summary>
internal static class Verb
{
    /// <summary>Creates a command.</summary>
    /// <param name="globals">Options of every command.</param>
    /// <param name="name">The verb.</param>
    /// <param name="description">One sentence, then examples.</param>
    /// <param name="symbols">Arguments and options in the order of the help text.</param>
    /// <param name="run">Returns the exit code.</param>
    public static Command Create(
        GlobalOptions globals,
        string name,
        string description,
        IEnumerable<Symbol> symbols,
        Func<CommandScope, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
                default:
                    throw new ArgumentException($"{symbol.Name} is neither argument nor option", nameof(symbols));
            }
        }

        command.SetAction((parsed, token) => GuardAsync(parsed, globals, run, token));
        return command;
    }

    private static async Task<int> GuardAsync(
        ParseResult parsed, GlobalOptions globals, Func<CommandScope, CancellationToken, Task<int>> run, CancellationToken token)
    {
        using var scope = new CommandScope(parsed, globals);
        try
        {
            return await run(scope, token);
        }
        catch (ServerRefusedException refusal) when (refusal.IsUnavailable)
        {
            var servers = string.Join(", ", globals.ServersOf(parsed));
            return Fail(scope.Terminal, ExitCode.Unavailable, refusal.Reason, $"no answer from {servers}: {refusal.Message}");
        }
        catch (ServerRefusedException refusal)
        {
            return Fail(scope.Terminal, ExitCode.Refused, refusal.Reason, refusal.Message);
        }
        catch (CommandException failure)
        {
            return Fail(scope.Terminal, failure.ExitCode, failure.Reason, failure.Message);
        }
        catch (ImageFormatException failure)
        {
            return Fail(scope.Terminal, ExitCode.Refused, failure.Reason.ToString(), failure.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail(scope.Terminal, ExitCode.Refused, "FILE", failure.Message);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return Fail(scope.Terminal, ExitCode.Interrupted, "INTERRUPTED", "stopped");
        }
    }

    private static int Fail(Terminal terminal, int exitCode, string reason, string message)
    {
        var line = TextTable.Printable(message.ReplaceLineEndings(" "));
        terminal.Note($"activeseg: {reason}: {line}");
        terminal.Json(new JsonObject { ["error"] = new JsonObject { ["reason"] = reason, ["message"] = line } });
        return exitCode;
    }
}
