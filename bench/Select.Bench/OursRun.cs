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
        int[] picks = [];
        var before = 0.0;
        var (wall, cpu) = Timed(() => picks = call(), runs, () => before = ProcessMemory.ResidentMib);
        return new Measured(method, wall, cpu, before, ProcessMemory.PeakMib, withQuality ? pool.QualityOf(picks) : null);
    }

    /// <summary>Median wall and processor seconds of a call.</summary>
    /// <param name="call">What is timed.</param>
    /// <param name="runs">Counted calls.</param>
    /// <param name="isWarm">Called once between the warm-up and the counted calls.</param>
    public static (double Wall, double Cpu) Timed(Action call, int runs, Action? isWarm = null)
    {
        var warm = Stopwatch.StartNew();
        do
        {
            call();
        }
        while (warm.Elapsed < WarmUp);

        // What many quick calls leave behind is not what one call needs.
        GC.Collect(2, GCCollectionMode.Aggressive, true, true);
        ProcessMemory.ForgetPeak();
        isWarm?.Invoke();
        var (walls, cpus) = (new List<double>(), new List<double>());
        using var self = Process.GetCurrentProcess();
        for (var run = 0; run < runs; run++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, true, true);
            self.Refresh();
            var (cpu, clock) = (self.TotalProcessorTime, Stopwatch.StartNew());
            call();
            walls.Add(clock.Elapsed.TotalSeconds);
            self.Refresh();
            cpus.Add((self.TotalProcessorTime - cpu).TotalSeconds);
        }

        return (Median(walls), Median(cpus));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
