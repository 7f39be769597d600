using System.Diagnostics;

namespace ActiveSeg.Grpc.Hosting;

/// <summary>Keeps a trainer running as a child process: one that dies is started again.</summary>
/// <remarks>The first one starts when the server listens, so that a server that cannot start leaves none behind.</remarks>
internal sealed partial class TrainerProcess(
    ServerOptions options, IHostApplicationLifetime lifetime, ILogger<TrainerProcess> logger) : BackgroundService
{
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource<int> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The process id of the first child, once it runs.</summary>
    public Task<int> FirstProcess => _first.Task;

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var program = ProgramPath();
        return File.Exists(program)
            ? base.StartAsync(cancellationToken)
            : throw new IOException($"--with-trainer: there is no trainer at '{program}'; build ActiveSeg.Trainer first");
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            using var process = Process.Start(StartInfo()) ?? throw new InvalidOperationException("the trainer did not start");
            _first.TrySetResult(process.Id);
            LogStarted(process.Id);
            try
            {
                await process.WaitForExitAsync(stoppingToken);
                LogEnded(process.Id, process.ExitCode);
                await Task.Delay(RestartDelay, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
    }

    private static string ProgramPath()
    {
        var own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        var configuration = Path.GetFileName(own);
        var bin = Path.GetDirectoryName(Path.GetDirectoryName(own))!;
        return Path.Combine(bin, "ActiveSeg.Trainer", configuration, "ActiveSeg.Trainer");
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(ProgramPath()) { UseShellExecute = false };
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";
        string[] arguments =
        [
            "--server", $"http://127.0.0.1:{options.GrpcPort}",
            "--name", $"child-of-{Environment.ProcessId}",
            "--cache", Path.Combine(options.Silo.DataFolder, "trainer-cache"),
            "--parent-pid", $"{Environment.ProcessId}",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (options.TrainerThreads > 0)
        {
            start.ArgumentList.Add("--threads");
            start.ArgumentList.Add($"{options.TrainerThreads}");
        }

        if (options.ExperimentsRoot is { } root)
        {
            start.ArgumentList.Add("--experiments-root");
            start.ArgumentList.Add(root);
        }

        return start;
    }

    [LoggerMessage(1, LogLevel.Information, "Trainer process {ProcessId} started")]
    private partial void LogStarted(int processId);

    [LoggerMessage(2, LogLevel.Warning, "Trainer process {ProcessId} ended with {ExitCode}; starting another")]
    private partial void LogEnded(int processId, int exitCode);
}
