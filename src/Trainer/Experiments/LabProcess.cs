using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ActiveSeg.Trainer.Experiments;

/// <summary>The laboratory as a child process; it ends with this one, however this one ends.</summary>
internal sealed partial class LabProcess : IDisposable
{
    private const int Interrupt = 2;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public LabProcess(string program, ImmutableArray<string> words, LabOutput output)
    {
        var start = new ProcessStartInfo(program, words)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ACTIVESEG_PARENT_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                output.Add(text);
            }
        };
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits for its end and its last words.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitAsync(CancellationToken token)
    {
        await _process.WaitForExitAsync(token);
        return _process.ExitCode;
    }

    /// <summary>Asks it to end, and ends it by force when it takes long: what it has finished is on the disk in whole files.</summary>
    public async Task StopAsync(TimeProvider time)
    {
        if (_process.HasExited)
        {
            return;
        }

        _ = Send(_process.Id, Interrupt);
        using var patience = new CancellationTokenSource(Grace, time);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _process.Dispose();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Send(int processId, int signal);
}
