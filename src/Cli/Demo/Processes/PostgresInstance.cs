using System.Diagnostics;
using ActiveSeg.Cli.Invocation;

namespace ActiveSeg.Cli.Demo.Processes;

/// <summary>A private PostgreSQL for the length of one demonstration.</summary>
/// <param name="folder">Its data.</param>
internal sealed class PostgresInstance(string folder) : IAsyncDisposable
{
    private bool isStarted;

    /// <summary>Starts it.</summary>
    /// <returns>The file that holds its connection string, readable by its owner only.</returns>
    /// <exception cref="CommandException">It did not start.</exception>
    public async Task<string> StartAsync(int port, CancellationToken token)
    {
        isStarted = true;
        var (code, output, error) = await RunAsync("eng/postgres/start", [folder, $"{port}"], token);
        var lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return code == 0 && lines.Length > 0
            ? lines[^1]
            : throw new CommandException(ExitCode.Unavailable, "POSTGRES_START", $"PostgreSQL did not start: {error.Trim()}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (isStarted)
        {
            await RunAsync("eng/postgres/stop", [folder], CancellationToken.None);
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string script, string[] arguments, CancellationToken token)
    {
        var start = new ProcessStartInfo(Executables.FindScript(script), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);

        // A daemon may hold the pipes open for ever; what the script wrote is there within moments of its end.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        return (process.ExitCode, await output.WaitAsync(limit.Token), await error.WaitAsync(limit.Token));
    }
}
