using System.Diagnostics;

namespace ActiveSeg.Select.Bench;

/// <summary>Runs a process of its own for a measurement, so that its peak memory is its own.</summary>
internal static class ChildProcess
{
    /// <summary>The last line of JSON that it wrote; a failure where there is none or the time is up.</summary>
    public static Measured Run(string name, string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, TimeSpan most)
    {
        var start = new ProcessStartInfo(file) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(most))
        {
            process.Kill(true);
            process.WaitForExit();
            return new Measured(name, most.TotalSeconds, double.NaN, double.NaN, double.NaN, Failed: $"not done in {most.TotalSeconds:0} s");
        }

        var line = output.Result.Split('\n').LastOrDefault(text => text.StartsWith('{'));
        return line is not null
            ? Measured.Parse(line)
            : new Measured(name, double.NaN, double.NaN, double.NaN, double.NaN, Failed: errors.Result.Trim().Split('\n')[^1]);
    }
}
