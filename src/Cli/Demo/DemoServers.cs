using System.Collections.Immutable;
using ActiveSeg.Cli.Demo.Processes;
using ActiveSeg.Cli.Output;

namespace ActiveSeg.Cli.Demo;

/// <summary>The server processes of a demonstration, and their database.</summary>
internal sealed class DemoServers : IAsyncDisposable
{
    private readonly PostgresInstance? postgres;

    private DemoServers(ImmutableArray<ServerProcess> all, ImmutableArray<Uri> addresses, PostgresInstance? postgres) =>
        (All, Addresses, this.postgres) = (all, addresses, postgres);

    /// <summary>The processes; the first has the trainer.</summary>
    public ImmutableArray<ServerProcess> All { get; }

    /// <summary>Where they listen; that does not change when one is started again.</summary>
    public ImmutableArray<Uri> Addresses { get; }

    /// <summary>Starts everything and waits until it is ready.</summary>
    /// <exception cref="Invocation.CommandException">Something did not start; what had started is ended again.</exception>
    public static async Task<DemoServers> StartAsync(
        DemoOptions options, Terminal terminal, DemoState state, CancellationToken token)
    {
        var postgres = options.IsPostgres ? new PostgresInstance(Path.Combine(options.Out, "postgres")) : null;
        var ports = FreePorts.Take((4 * options.Silos) + 1);
        string[] store = ["--store", "sqlite"];
        var servers = new List<ServerProcess>();
        try
        {
            if (postgres is not null)
            {
                store = ["--store", "postgres", "--connection-file", await postgres.StartAsync(ports[^1], token)];
            }

            for (var silo = 0; silo < options.Silos; silo++)
            {
                var own = ports[(4 * silo)..];
                ImmutableArray<string> arguments =
                [
                    "--data", Path.Combine(options.Out, "server"), "--grpc-port", $"{own[0]}", "--web-port", $"{own[1]}", .. store,
                    .. options.IsPostgres ? (string[])["--silo-port", $"{own[2]}", "--gateway-port", $"{own[3]}"] : [],
                    .. silo == 0 ? (string[])["--with-trainer", "--trainer-threads", $"{options.Threads}"] : [],
                ];
                var server = new ServerProcess(
                    $"server {silo + 1}", arguments, Path.Combine(options.Out, $"server-{silo + 1}.log"), terminal, state.Write);
                servers.Add(server);
                state.Follow([.. servers]);
                await server.StartAsync(token);
            }

            return new DemoServers([.. servers], [.. servers.Select(server => server.Ready!.Grpc)], postgres);
        }
        catch
        {
            await EndAsync(servers, postgres);
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await EndAsync(All, postgres);

    private static async Task EndAsync(IEnumerable<ServerProcess> servers, PostgresInstance? postgres)
    {
        await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }
}
