using System.Diagnostics;
using System.Text;

namespace ActiveSeg.Trainer.Tests.Peer;

/// <summary>A trainer in a process of its own, killed at the latest when it is disposed of.</summary>
internal sealed class TrainerProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private TrainerProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => _log.AppendLine(line.Data);
        process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it wrote to its standard error; read after its end.</summary>
    public string Log => _log.ToString();

    public static TrainerProcess Start(params string[] args)
    {
        var tests = Path.Combine(AppContext.BaseDirectory, "ActiveSeg.Trainer.Tests");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        start.Environment["OMP_DISPLAY_ENV"] = "TRUE";
        start.Environment.Remove("OMP_WAIT_POLICY");
        string[] words =
        [
            "exec", "--depsfile", tests + ".deps.json", "--runtimeconfig", tests + ".runtimeconfig.json",
            Path.Combine(AppContext.BaseDirectory, "ActiveSeg.Trainer.dll"), .. args,
        ];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        return new TrainerProcess(Process.Start(start)!);
    }

    public void Kill() => _process.Kill();

    public Task WaitForExitAsync(CancellationToken token) => _process.WaitForExitAsync(token);

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
