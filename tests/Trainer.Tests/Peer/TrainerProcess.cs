using System.Diagnostics;
using System.Text;

namespace ActiveSeg.Trainer.Tests.Peer;

/// <summary>A trainer in a process of its own, killed at the latest when it is disposed of.</summary>
internal sealed class TrainerProcess : IDisposable
{
    /// <summary>Variable that names the trainer to test, such as a published one. Default: the one that was built with the tests.</summary>
    private const string Published = "ACTIVESEG_TRAINER_UNDER_TEST";

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly StringBuilder _output = new();

    private TrainerProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => _log.AppendLine(line.Data);
        process.OutputDataReceived += (_, line) => _output.AppendLine(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it wrote to its standard error; read after its end.</summary>
    public string Log => _log.ToString();

    /// <summary>What it wrote to its standard output; read after its end.</summary>
    public string Output => _output.ToString();

    public static TrainerProcess Start(params string[] args) => Start(null, args);

    /// <summary>Starts a trainer with the libtorch of a folder, or with the one that this process would use.</summary>
    public static TrainerProcess Start(string? libTorch, string[] args)
    {
        var start = new ProcessStartInfo { RedirectStandardError = true, RedirectStandardOutput = true };
        var published = Environment.GetEnvironmentVariable(Published);
        start.Environment["OMP_DISPLAY_ENV"] = "TRUE";
        start.Environment.Remove("OMP_WAIT_POLICY");
        if (libTorch is not null)
        {
            start.Environment["ACTIVESEG_LIBTORCH"] = libTorch;
        }

        var tests = Path.Combine(AppContext.BaseDirectory, "ActiveSeg.Trainer.Tests");
        string[] words = published is { Length: > 0 } ? args :
        [
            "exec", "--depsfile", tests + ".deps.json", "--runtimeconfig", tests + ".runtimeconfig.json",
            Path.Combine(AppContext.BaseDirectory, "ActiveSeg.Trainer.dll"), .. args,
        ];
        start.FileName = published is { Length: > 0 } ? published : "dotnet";
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
