using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ActiveSeg.EndToEnd.Tests;

/// <summary>One real server process on loopback ports, which a test may kill and start again on the same data.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private readonly string[] _arguments;
    private readonly string _log;
    private Process? _process;

    public ServerUnderTest(string folder, params string[] arguments)
    {
        (GrpcPort, WebPort) = (FreePort(), FreePort());
        _log = Path.Combine(folder, $"server-{GrpcPort}.log");
        _arguments =
        [
            "--data", Path.Combine(folder, "data"),
            "--grpc-port", $"{GrpcPort}",
            "--web-port", $"{WebPort}",
            .. arguments,
        ];
    }

    public int GrpcPort { get; }

    public int WebPort { get; }

    public string Address => $"http://127.0.0.1:{GrpcPort}";

    public int TrainerPid { get; private set; }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Programs.Server)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in _arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("{\"ready\":true", StringComparison.Ordinal))
            {
                TrainerPid = JsonDocument.Parse(line).RootElement.GetProperty("trainerPid").GetInt32();
                _ = DrainAsync(_process);
                return;
            }
        }

        await _process.WaitForExitAsync(limit.Token);
        throw new InvalidOperationException($"the server ended with {_process.ExitCode}: {Log()}");
    }

    /// <summary>Ends the process as a power cut would: SIGKILL, no warning. Its trainer is left to notice by itself.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public string Log()
    {
        lock (_arguments)
        {
            return File.Exists(_log) ? File.ReadAllText(_log) : "";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
            _process = null;
        }
    }

    private void Note(string? line)
    {
        lock (_arguments)
        {
            if (_process is not null)
            {
                File.AppendAllText(_log, line + "\n");
            }
        }
    }

    private async Task DrainAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Note(line);
        }
    }
}
