using System.Diagnostics;

namespace ActiveSeg.Select.Bench;

/// <summary>Times one method of ours in this process: calls to warm up for a second, one at least, then the counted ones.</summary>
internal static class OursRun
{
    // A server is warm; calls of milliseconds are compiled well only after some dozens.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public static Measured Run(string method, string data, int count, int runs, bool withQuality)
    {
        var pool = BenchPool.Open(data, count);
        var call = Methods.Prepare(method, pool);
        var warm = Stopwatch.StartNew();
        var picks = call();
        while (warm.Elapsed < WarmUp)
        {
            picks = call();
        }

        // What many quick calls leave behind is not what one call needs.
        GC.Collect(2, GCCollectionMode.Aggressive, true, true);
        ProcessMemory.ForgetPeak();
        var before = ProcessMemory.ResidentMib;
        var (walls, cpus) = (new List<double>(), new List<double>());
        using var self = Process.GetCurrentProcess();
        for (var run = 0; run < runs; run++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, true, true);
            self.Refresh();
            var (cpu, clock) = (self.TotalProcessorTime, Stopwatch.StartNew());
            picks = call();
            walls.Add(clock.Elapsed.TotalSeconds);
            self.Refresh();
            cpus.Add((self.TotalProcessorTime - cpu).TotalSeconds);
        }

        var peak = ProcessMemory.PeakMib;
        return new Measured(method, Median(walls), Median(cpus), before, peak, withQuality ? pool.QualityOf(picks) : null);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
