using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Trainer.Hosting;

/// <summary>Ends this process when its launcher is gone, even when the launcher was killed.</summary>
internal sealed partial class ParentWatch(
    TrainerOptions options, IHostApplicationLifetime lifetime, ILogger<ParentWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.5);

    /// <summary>When a process started, as the system counts; null when it is gone, or dead and only not yet buried.</summary>
    internal static string? StartOf(int pid)
    {
        if (!OperatingSystem.IsLinux())
        {
            try
            {
                using var process = Process.GetProcessById(pid);
                return process.StartTime.Ticks.ToString();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                return null;
            }
        }

        try
        {
            // proc(5): after the name in parentheses come the state and, as the 22nd field of the line, the start time.
            var line = File.ReadAllText($"/proc/{pid}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.ParentPid is not { } pid)
        {
            return;
        }

        var start = StartOf(pid);
        using var timer = new PeriodicTimer(Period);
        while (start is not null && StartOf(pid) == start)
        {
            await timer.WaitForNextTickAsync(stoppingToken);
        }

        Gone(pid);
        lifetime.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Process {Pid} is gone; exiting")]
    private partial void Gone(int pid);
}
