using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActiveSeg.Learner.Bench.Speed;

/// <summary>The same network in plain PyTorch, as a child process that waits for one line at a time.</summary>
internal sealed class TorchPeer : IDisposable
{
    private readonly Process _process;

    public TorchPeer(string script, int threads)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = $"{threads}";
        _process = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start");
    }

    /// <summary>Says something and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">The child has ended; what it said is on standard error.</exception>
    public JsonNode Ask(object what)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(what));
        _process.StandardInput.Flush();
        return JsonNode.Parse(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the PyTorch process has ended"))!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
