using System.Collections.Immutable;
using System.Globalization;
using ActiveSeg.Policies.Clustering;

namespace ActiveSeg.Select.Bench;

/// <summary>k-means alone, from the centroids that the workload gives to all: time, passes and inertia.</summary>
internal static class SameStart
{
    private const int Clusters = 50;

    // Passes of ours; 0 stands for as many as it takes until no row moves.
    private static readonly ImmutableArray<int> Passes = [20, 45, 0];

    private static readonly ImmutableArray<string> Peers = ["lloyd20", "lloyd", "elkan", "faiss"];

    public static Measured Ours(string data, int scans, int passes)
    {
        var folder = Path.Combine(data, $"pool-{scans}");
        var rows = BenchPool.Read<float>(Path.Combine(folder, "x.f32"));
        ImmutableArray<ulong> keys = [.. Enumerable.Range(0, scans).Select(i => (ulong)i)];
        var options = new KMeansOptions(
            passes == 0 ? int.MaxValue : passes, Start: BenchPool.Read<float>(Path.Combine(folder, $"init{Clusters}.f32")));
        KMeansResult? fit = null;
        var (seconds, cpu) = OursRun.Timed(() => fit = KMeans.Fit(rows, BenchPool.Width, keys, Clusters, 1, options), 5);
        return new Measured(
            $"ours, {(passes == 0 ? "until no row moves" : $"at most {passes} passes")}", seconds, cpu, 0, 0,
            new Quality(0, 0, 0, 0, 0, fit!.Inertia, fit.Iterations));
    }

    public static void Compare(ComparisonOptions options, TextWriter output)
    {
        var runs = new Dictionary<string, List<Measured>>();
        for (var block = 0; block < options.Blocks; block++)
        {
            foreach (var passes in Passes)
            {
                Add(ChildProcess.Run(
                    $"ours {passes}", Environment.ProcessPath!, ["same-start-ours", $"{passes}", "--scans", $"{options.Scans}", "--data", options.Data],
                    new Dictionary<string, string>(), options.Most));
            }

            foreach (var peer in Peers)
            {
                Add(ChildProcess.Run(
                    peer, "/usr/bin/python3", [Path.Combine(options.Workload, "peers", "w2_kmeans.py"), peer, $"{options.Scans}", $"{Clusters}"],
                    new Dictionary<string, string> { ["BENCH_DATA"] = options.Data, ["PEERS"] = options.Peers, ["OMP_NUM_THREADS"] = "2", ["RUNS"] = "5" },
                    options.Most));
            }
        }

        output.WriteLine("| k-means from one start | wall s, median of blocks (all) | passes | inertia |");
        output.WriteLine("|---|---|---|---|");
        foreach (var (name, measured) in runs)
        {
            var done = measured.Where(run => run.Failed is null).ToArray();
            output.WriteLine(done.Length == 0
                ? $"| {name} | **cannot**: {measured[0].Failed} | | |"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {OursRun.Median(done.Select(run => run.Seconds)):0.000} ({string.Join(", ", done.Select(run => run.Seconds.ToString("0.000", CultureInfo.InvariantCulture)))}) | {done[0].Quality?.Iterations} | {done[0].Quality?.Inertia:0.00} |"));
        }

        void Add(Measured measured)
        {
            if (!runs.TryGetValue(measured.Name, out var list))
            {
                runs[measured.Name] = list = [];
            }

            list.Add(measured);
        }
    }
}
