using System.CommandLine;
using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Output;

namespace ActiveSeg.Cli.Invocation;

/// <summary>What one command works with.</summary>
internal sealed class CommandScope : IDisposable
{
    private readonly Lazy<ServerConnection> connection;

    /// <summary>Prepares; connects at the first call.</summary>
    public CommandScope(ParseResult parsed, GlobalOptions globals)
    {
        (Parsed, Terminal) = (parsed, globals.TerminalOf(parsed));
        connection = new(() => new ServerConnection(globals.ServersOf(parsed), RetryPolicy.Default, Clock));
        clients = new(() => new ServerClients(connection.Value));
    }

    private readonly Lazy<ServerClients> clients;

    /// <summary>The command line.</summary>
    public ParseResult Parsed { get; }

    /// <summary>Where answers and messages go.</summary>
    public Terminal Terminal { get; }

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; } = TimeProvider.System;

    /// <summary>The server's services.</summary>
    public ServerClients Clients => clients.Value;

    /// <summary>Value of an option or its default.</summary>
    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    /// <summary>Value of an argument.</summary>
    public T Get<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);

    /// <inheritdoc />
    public void Dispose()
    {
        if (connection.IsValueCreated)
        {
            connection.Value.Dispose();
        }
    }
}
