using System.Diagnostics;

namespace ActiveSeg.Trainer.Tests.Peer;

/// <summary>A trainer in a process of its own.</summary>
internal static class TrainerProcess
{
    public static Process Start(params string[] args)
    {
        var tests = Path.Combine(AppContext.BaseDirectory, "ActiveSeg.Trainer.Tests");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        string[] words =
        [
            "exec", "--depsfile", tests + ".deps.json", "--runtimeconfig", tests + ".runtimeconfig.json",
            Path.Combine(AppContext.BaseDirectory, "ActiveSeg.Trainer.dll"), .. args,
        ];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}
