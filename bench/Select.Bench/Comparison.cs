using System.Globalization;

namespace ActiveSeg.Select.Bench;

/// <summary>Ours and the peers in turn, each in a process of its own: theirs, ours, theirs, ours.</summary>
internal sealed class Comparison(ComparisonOptions options, TextWriter output)
{
    private static readonly TimeSpan ScriptStart = TimeSpan.FromSeconds(120);

    public void Run()
    {
        output.WriteLine("| method | whose | wall s, median (all) | ours is faster by | CPU s | peak MiB over base | radius | mean distance | mean cosine | outliers |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var name in options.Methods)
        {
            var method = Methods.Named(name);
            var rows = method.Peers.Where(peer => options.PeersWanted.Count == 0 || options.PeersWanted.Contains(peer)).Prepend("").ToDictionary(peer => peer, _ => new List<Measured>());
            for (var block = 0; block < options.Blocks; block++)
            {
                foreach (var peer in rows.Keys)
                {
                    if (peer.Length == 0 || !IsTooSlow(rows[peer]))
                    {
                        rows[peer].Add(peer.Length == 0 ? Ours(name, block == 0) : Theirs(peer));
                    }
                }
            }

            foreach (var (peer, measured) in rows)
            {
                Write(method, peer, measured, rows[""]);
            }
        }
    }

    // A peer that takes minutes is run once; one that fails is tried again, for some fail now and then.
    private bool IsTooSlow(List<Measured> before) => before.Any(run => run.Failed is not null ? run.Seconds >= options.Most.TotalSeconds : run.Seconds > 20);

    private Measured Ours(string method, bool first) => ChildProcess.Run(
        method,
        Environment.ProcessPath!,
        (string[])["ours", method, "--scans", $"{options.Scans}", "--data", options.Data, "--runs", "1", .. first ? (string[])["--quality"] : []],
        new Dictionary<string, string>(),
        options.Most + ScriptStart);

    private Measured Theirs(string peer) => ChildProcess.Run(
        peer,
        "/usr/bin/python3",
        [Path.Combine(options.Workload, "peers", "w1_select.py"), peer, $"{options.Scans}"],
        new Dictionary<string, string>
        {
            ["BENCH_DATA"] = options.Data,
            ["PEERS"] = options.Peers,
            ["OMP_NUM_THREADS"] = "2",
            ["RUNS"] = "1",
            ["WARMUP"] = options.Scans > 100_000 ? "0" : "1",
        },
        options.Most + ScriptStart);

    private void Write(Method method, string peer, List<Measured> runs, List<Measured> ours)
    {
        var who = peer.Length == 0 ? $"**ours** ({method.Strategy})" : peer;
        var failures = runs.Where(run => run.Failed is not null).ToArray();
        if (failures.Length == runs.Count)
        {
            output.WriteLine($"| {method.Name} | {who} | **cannot**: {failures[0].Failed} | | | | | | | |");
            return;
        }

        who += failures.Length == 0 ? "" : $", failed in {failures.Length} of {runs.Count}: {failures[0].Failed}";
        runs = [.. runs.Except(failures)];
        var median = OursRun.Median(runs.Select(run => run.Seconds));
        var ratio = peer.Length == 0 ? Target(method, median) : Text(median / OursRun.Median(ours.Select(run => run.Seconds))) + " x";
        var quality = runs[0].Quality;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {method.Name} | {who} | {Text(median)} ({string.Join(", ", runs.Select(run => Text(run.Seconds)))}) | {ratio} | {Text(OursRun.Median(runs.Select(run => run.CpuSeconds)))} | {runs.Max(run => run.PeakMib - run.BaseMib):0} | {quality?.Radius:0.0000} | {quality?.MeanDistance:0.0000} | {quality?.MeanCosine:0.0000} | {quality?.Outliers} |"));
        output.Flush();
    }

    private string Target(Method method, double seconds) =>
        (options.Scans > 100_000 ? method.TargetSecondsOfMillion : method.TargetSeconds) is { } target
            ? $"target {target:0.##} s: {(seconds <= target ? "met" : "missed")}"
            : "";

    private static string Text(double value) => value.ToString(value < 0.1 ? "0.0000" : value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
}
