using System.CommandLine;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Output;

namespace ActiveSeg.Cli.Invocation;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    /// <summary>Servers of one cluster.</summary>
    public Option<string?> Server { get; } = new("--server")
    {
        Description = $"Server address, or several of one cluster separated by commas. Default: ${ServerAddresses.Variable}, or {ServerAddresses.Default}.",
        HelpName = "URL[,URL]",
        Recursive = true,
    };

    /// <summary>Machine-readable answers.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Write the answer as JSON to standard output; messages go to standard error.",
        Recursive = true,
    };

    /// <summary>Never asks anything.</summary>
    public Option<bool> NoInput { get; } = new("--no-input")
    {
        Description = "Never ask anything. (No command does today.)",
        Recursive = true,
    };

    /// <summary>No redrawn lines.</summary>
    public Option<bool> Plain { get; } = new("--plain")
    {
        Description = "No redrawn progress lines, as if the output were no terminal. Also: NO_COLOR, TERM=dumb.",
        Recursive = true,
    };

    /// <summary>The terminal that a command line asks for.</summary>
    public Terminal TerminalOf(ParseResult parsed)
    {
        var isPlain = parsed.GetValue(Plain) || Environment.GetEnvironmentVariable("TERM") is null or "dumb"
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var isAnimated = !isPlain && !Console.IsErrorRedirected && !Console.IsOutputRedirected;
        return new Terminal(
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(Json), isAnimated);
    }

    /// <summary>The servers that a command line asks for.</summary>
    /// <exception cref="CommandException">An address cannot be read.</exception>
    public System.Collections.Immutable.ImmutableArray<Uri> ServersOf(ParseResult parsed)
    {
        var text = parsed.GetValue(Server) ?? Environment.GetEnvironmentVariable(ServerAddresses.Variable);
        try
        {
            return ServerAddresses.Parse(string.IsNullOrWhiteSpace(text) ? ServerAddresses.Default : text);
        }
        catch (FormatException malformed)
        {
            throw new CommandException(ExitCode.Usage, "BAD_SERVER", malformed.Message);
        }
    }
}
