using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using ActiveSeg.Nets.Checkpoints;

namespace ActiveSeg.Learner.Bench.Kills;

/// <summary>Kills a training at random moments, reads its checkpoint after each, and holds what the resumed one gives against an uninterrupted one.</summary>
internal static class KillRun
{
    /// <summary>Exit code 0 only if every checkpoint could be read and every resumed training gave the uninterrupted one's bytes.</summary>
    public static int Run(string[] args)
    {
        var options = KillOptions.Parse(args);
        var folder = Directory.CreateTempSubdirectory("learner-kills-").FullName;
        try
        {
            return Run(options, folder) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Run(KillOptions options, string folder)
    {
        var (expected, whole) = Uninterrupted(options, folder);
        Console.WriteLine($"uninterrupted: {options.Steps} steps, {whole.TotalSeconds:f1} s with its start");
        var random = new Random(options.Seed);
        var checkpoints = Directory.CreateDirectory(Path.Combine(folder, "killed")).FullName;
        var (killed, unreadable, finished, different, weights, steps) = (0, 0, 0, 0, Path.Combine(folder, "killed.safetensors"), new List<int>());
        while (killed < options.Times || steps.Count > 0)
        {
            // Kills may fall anywhere from the start of the process to a little after its end; the last training goes on to its end.
            var delay = killed < options.Times ? whole * (0.05 + random.NextDouble()) : Timeout.InfiniteTimeSpan;
            using var process = Start(checkpoints, weights, options.Steps);
            if (!process.WaitForExit(delay))
            {
                process.Kill();
                process.WaitForExit();
                killed++;
                var step = StepOf(checkpoints);
                unreadable += step is null ? 1 : 0;
                steps.Add(step ?? -1);
                continue;
            }

            finished++;
            var isEqual = process.ExitCode == 0 && HashOf(weights) == expected;
            different += isEqual ? 0 : 1;
            Console.WriteLine($"finished after {steps.Count} kills, with checkpoints of steps {string.Join(", ", steps)}: {(isEqual ? "equal" : "DIFFERENT")}");
            steps.Clear();
        }

        Console.WriteLine($"{killed} kills, {unreadable} unreadable checkpoints; {finished} trainings finished, {different} unlike the uninterrupted one");
        return unreadable == 0 && different == 0;
    }

    private static (string Hash, TimeSpan Elapsed) Uninterrupted(KillOptions options, string folder)
    {
        var clock = Stopwatch.StartNew();
        var weights = Path.Combine(folder, "whole.safetensors");
        using var process = Start(Directory.CreateDirectory(Path.Combine(folder, "whole")).FullName, weights, options.Steps);
        process.WaitForExit();
        return process.ExitCode == 0 ? (HashOf(weights), clock.Elapsed) : throw new InvalidOperationException($"the training ended with {process.ExitCode}");
    }

    /// <summary>Steps that a checkpoint stands at; 0 when there is none yet, nothing when it cannot be read.</summary>
    private static int? StepOf(string folder)
    {
        var path = Path.Combine(folder, "training.safetensors");
        if (!File.Exists(path))
        {
            return 0;
        }

        try
        {
            var (arrays, metadata) = Safetensors.Read(File.ReadAllBytes(path));
            var hashes = arrays.Select(a => Convert.ToHexStringLower(SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(a.Values.AsSpan()))));
            return string.Concat(hashes) == metadata["sha256"]
                ? JsonDocument.Parse(metadata["position"]).RootElement.GetProperty("Step").GetInt32()
                : null;
        }
        catch (CheckpointException)
        {
            return null;
        }
    }

    private static Process Start(string checkpoints, string weights, int steps) => Process.Start(
        Environment.ProcessPath!,
        Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
            ? [typeof(KillRun).Assembly.Location, "killed-training", checkpoints, weights, $"{steps}"]
            : ["killed-training", checkpoints, weights, $"{steps}"]);

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
