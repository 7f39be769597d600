using System.Diagnostics;

namespace ActiveSeg.Pool.Bench;

/// <summary>Starts the parts one after another, each in a process of its own, and prints medians over the runs.</summary>
internal static class BenchRuns
{
    public static async Task RunAsync(BenchOptions asked, CancellationToken cancellationToken)
    {
        var folder = asked.Folder.Length > 0 ? asked.Folder : Directory.CreateTempSubdirectory("activeseg-pool-bench-").FullName;
        Directory.CreateDirectory(folder);
        var options = asked with { Folder = folder };
        var started = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        try
        {
            Note("writing the signals that a trainer would upload");
            new BenchEmbeddings(options).WriteSignals(new BenchCohort(options));
            var runs = new List<IReadOnlyDictionary<string, double>>();
            for (var run = 1; run <= options.Runs; run++)
            {
                var of = options with { Project = $"pool-bench-{started}-{run}" };
                var figures = new Figures();
                foreach (var part in new[] { "serve", "restart", "floors" })
                {
                    Note($"run {run} of {options.Runs}: {part}");
                    figures.Set($"load/{part}", LoadAverage());
                    foreach (var (name, value) in (await StartAsync(of with { Part = part }, cancellationToken)).Values)
                    {
                        figures.Set(name, value);
                    }
                }

                Note(figures.ToJson());
                runs.Add(figures.Values);
                Directory.Delete(of.SiloFolder, recursive: true);
            }

            Console.Write(BenchTable.Of(options, runs));
        }
        finally
        {
            if (asked.Folder.Length == 0)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<Figures> StartAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, options.ToArguments()) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? Figures.FromJson(output)
                : throw new InvalidOperationException($"the part {options.Part} failed with exit code {process.ExitCode}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static double LoadAverage() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0]);

    private static void Note(string text) => Console.Error.WriteLine(text);
}
