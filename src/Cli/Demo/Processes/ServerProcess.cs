using System.Collections.Immutable;
using System.Diagnostics;
using ActiveSeg.Cli.Invocation;
using ActiveSeg.Cli.Output;

namespace ActiveSeg.Cli.Demo.Processes;

/// <summary>One server as a child process; it is started again on the same data and ports when it dies.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(1);

    private readonly string name;
    private readonly ImmutableArray<string> arguments;
    private readonly string logFile;
    private readonly Terminal terminal;
    private readonly Action changed;
    private readonly CancellationTokenSource stopping = new();
    private Task supervision = Task.CompletedTask;
    private Process? process;
    private TextWriter? log;

    // Not Process.WaitForExitAsync: it also waits for grandchildren that have inherited the output.
    private TaskCompletionSource exited = new();

    /// <summary>Names a server; starts nothing.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="arguments">Its command line; ports are fixed in it.</param>
    /// <param name="logFile">Takes its standard output and error.</param>
    /// <param name="terminal">Where restarts are told.</param>
    /// <param name="changed">Called when process ids have changed.</param>
    public ServerProcess(string name, ImmutableArray<string> arguments, string logFile, Terminal terminal, Action changed) =>
        (this.name, this.arguments, this.logFile, this.terminal, this.changed) = (name, arguments, logFile, terminal, changed);

    /// <summary>What the running process said when it was ready; absent while it is starting.</summary>
    public ServerReady? Ready { get; private set; }

    /// <summary>How often it had to be started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="CommandException">It ended, or was not ready in time.</exception>
    public async Task StartAsync(CancellationToken token)
    {
        await LaunchAsync(token);
        supervision = SuperviseAsync(stopping.Token);
    }

    /// <summary>Ends the process: first by asking, then by force.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        try
        {
            await supervision;
        }
        catch (OperationCanceledException)
        {
            // That is how the supervision ends.
        }

        await EndAsync();
        process?.Dispose();
        if (log is not null)
        {
            await log.DisposeAsync();
        }

        stopping.Dispose();
    }

    private static void Log(TextWriter log, string line)
    {
        try
        {
            log.WriteLine(line);
        }
        catch (ObjectDisposedException)
        {
            // A late line of a process that has been replaced.
        }
    }

    private async Task SuperviseAsync(CancellationToken token)
    {
        while (true)
        {
            await exited.Task.WaitAsync(token);
            terminal.Note($"{name} (process {process!.Id}) ended unexpectedly with code {process.ExitCode}; starting it again on the same data and ports");
            Ready = null;
            for (var isUp = false; !isUp;)
            {
                await Task.Delay(RestartPause, token);
                Restarts++;
                try
                {
                    await LaunchAsync(token);
                    isUp = true;
                    terminal.Note($"{name} is back as process {Ready?.Pid}");
                }
                catch (CommandException failure)
                {
                    terminal.Note($"{name} did not start again, trying once more: {failure.Message}");
                }
            }
        }
    }

    private async Task LaunchAsync(CancellationToken token)
    {
        process?.Dispose();
        log?.Dispose();
        var start = new ProcessStartInfo(Executables.Find(Executables.Server), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        var written = log = TextWriter.Synchronized(new StreamWriter(logFile, append: true) { AutoFlush = true });
        var ended = exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isReady = new TaskCompletionSource<ServerReady>(TaskCreationOptions.RunContinuationsAsynchronously);
        var lastError = "";
        var child = new Process { StartInfo = start, EnableRaisingEvents = true };
        child.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                Log(written, text);
                if (ServerReady.TryParse(text) is { } ready)
                {
                    isReady.TrySetResult(ready);
                }
            }
        };
        child.ErrorDataReceived += (_, line) =>
        {
            if (!string.IsNullOrWhiteSpace(line.Data))
            {
                Log(written, line.Data);
                lastError = line.Data;
            }
        };
        child.Exited += (_, _) => ended.TrySetResult();
        child.Start();
        process = child;
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        var first = await Task.WhenAny(isReady.Task, ended.Task, Task.Delay(StartLimit, token));
        token.ThrowIfCancellationRequested();
        if (first != isReady.Task)
        {
            var reason = first == ended.Task ? $"ended with code {child.ExitCode}: {lastError}" : $"was not ready within {StartLimit.TotalSeconds:0} s";
            await EndAsync();
            throw new CommandException(ExitCode.Unavailable, "SERVER_START", $"{name} {reason} (log: {logFile})");
        }

        Ready = await isReady.Task;
        changed();
    }

    private async Task EndAsync()
    {
        if (process is not { HasExited: false } running)
        {
            return;
        }

        Signals.AskToEnd(running.Id);
        try
        {
            await exited.Task.WaitAsync(Grace);
        }
        catch (TimeoutException)
        {
            running.Kill(entireProcessTree: true);
            await exited.Task;
        }
    }
}
