using System.Text;

namespace ActiveSeg.Pool.Bench;

/// <summary>Medians over the runs as Markdown, each beside its floor.</summary>
internal static class BenchTable
{
    private static readonly (string Label, string Name, string Floor, string FloorLabel)[] Steps =
    [
        ("process start to silo started, store empty", "empty-start", "", ""),
        ("register all scans, 500 a call", "register", "floor-scans", "insert of the same rows, 500 a transaction"),
        ("lock the reference set", "lock", "", ""),
        ("set its references", "references", "", ""),
        ("StartRound to describing job claimable", "claimable", "", ""),
        ("upload the signals", "upload", "floor-file", "file of the embeddings, written and synced"),
        ("job completed to Selecting (clustered, written)", "signals", "floor-signals", "insert of the same embeddings, one transaction"),
        ("Selecting to Labelling (pool read, picks made)", "selection", "floor-read", "read of the same embeddings"),
        ("new process to silo started", "restart", "empty-start", "the same, store empty"),
        ("new process to first LeaseNext answered", "restart-lease", "empty-start", "silo started, store empty"),
        ("new process to first scan read with its embedding", "restart-scan", "empty-start", "silo started, store empty"),
    ];

    private static readonly (string Label, string Name)[] Memories =
    [
        ("silo started, store empty", "empty-start"),
        ("scans registered", "register"),
        ("reference set locked", "lock"),
        ("references set", "references"),
        ("describing job claimable", "claimable"),
        ("signals uploaded", "upload"),
        ("signals clustered and written", "signals"),
        ("round open", "selection"),
        ("scans handed out", "leases"),
        ("new process: silo started", "restart"),
        ("new process: first scan handed out", "restart-lease"),
    ];

    public static string Of(BenchOptions options, IReadOnlyList<IReadOnlyDictionary<string, double>> runs)
    {
        var text = new StringBuilder();
        var store = options.PostgresFile.Length == 0 ? "SQLite" : "PostgreSQL";
        text.AppendLine(
            $"{options.Scans:n0} phantom scans, {options.Width} numbers each, {store}; medians of {runs.Count} runs (lowest to highest);");
        text.AppendLine(
            $"{Environment.ProcessorCount} cores, load average {runs.Min(r => r["load/serve"]):f1} to {runs.Max(r => r["load/serve"]):f1} as the runs began.");
        text.AppendLine();
        text.AppendLine("| step | seconds | floor, seconds | ratio |");
        text.AppendLine("|---|---|---|---|");
        foreach (var (label, name, floor, floorLabel) in Steps)
        {
            var floors = floor.Length == 0 ? "" : $"{Spread(runs, floor, "f2")}: {floorLabel}";
            var ratio = floor.Length == 0 ? "" : $"{Median(runs, name) / Median(runs, floor):f1}";
            text.AppendLine($"| {label} | **{Median(runs, name):f2}** {Range(runs, name, "f2")} | {floors} | {ratio} |");
        }

        text.AppendLine();
        text.AppendLine($"| hand-outs, round of {options.Batch} scans with {options.Reads} reads | a second | p50 ms | p95 ms | p99 ms |");
        text.AppendLine("|---|---|---|---|---|");
        text.AppendLine(
            $"| {options.Calls:n0} calls, {options.Raters} at a time | {Spread(runs, "leases/per-second", "f0")} "
            + $"| {Spread(runs, "leases/p50", "f1")} | {Spread(runs, "leases/p95", "f1")} | {Spread(runs, "leases/p99", "f1")} |");
        text.AppendLine(
            $"| {options.SingleCalls} calls, one at a time | | {Spread(runs, "lease-single/p50", "f1")} | {Spread(runs, "lease-single/p95", "f1")} | |");
        text.AppendLine(
            $"| floor: single-row commits of {store}, one at a time | {Spread(runs, "floor-commits/per-second", "f0")} "
            + $"| {Spread(runs, "floor-commits/p50", "f1")} | {Spread(runs, "floor-commits/p95", "f1")} | |");
        text.AppendLine();
        text.AppendLine("| memory of the process after | VmRSS, MiB | VmHWM within the step, MiB |");
        text.AppendLine("|---|---|---|");
        foreach (var (label, name) in Memories)
        {
            text.AppendLine($"| {label} | {Spread(runs, $"{name}/rss", "f0")} | {Spread(runs, $"{name}/peak", "f0")} |");
        }

        return text.ToString();
    }

    private static string Spread(IReadOnlyList<IReadOnlyDictionary<string, double>> runs, string name, string format) =>
        $"{Median(runs, name).ToString(format)} {Range(runs, name, format)}";

    private static string Range(IReadOnlyList<IReadOnlyDictionary<string, double>> runs, string name, string format) =>
        $"({runs.Min(r => r[name]).ToString(format)} to {runs.Max(r => r[name]).ToString(format)})";

    private static double Median(IReadOnlyList<IReadOnlyDictionary<string, double>> runs, string name)
    {
        var rising = runs.Select(r => r[name]).Order().ToArray();
        return (rising[(rising.Length - 1) / 2] + rising[rising.Length / 2]) / 2;
    }
}
