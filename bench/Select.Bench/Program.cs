using ActiveSeg.Policies.Selection;
using ActiveSeg.Select.Bench;

const string Usage = """
    ours METHOD [--scans N] [--data DIR] [--runs N] [--quality]     one method of ours; a line of JSON
    compare [--scans N] [--data DIR] --peers DIR --workload DIR [--methods A,B] [--only PEER,PEER] [--blocks N] [--most SECONDS]
    same-start [--scans N] [--data DIR] --peers DIR --workload DIR [--blocks N]    k-means alone, from the workload's centroids
    all [--scans N] [--data DIR] [--most SECONDS] [--methods A,B]   every strategy of the catalogue, ours alone, made-up signals
    """;

string Option(string name, string value) => Array.IndexOf(args, name) is var at && at > 0 && at + 1 < args.Length ? args[at + 1] : value;

var scans = int.Parse(Option("--scans", "35000"));
var data = Option("--data", Environment.GetEnvironmentVariable("BENCH_DATA") ?? "bench-data");
var most = TimeSpan.FromSeconds(int.Parse(Option("--most", "600")));
var compared = new ComparisonOptions(
    scans,
    data,
    Option("--peers", Environment.GetEnvironmentVariable("PEERS") ?? "peers-src"),
    Option("--workload", "shared/bench"),
    [.. Option("--methods", string.Join(',', Methods.Names)).Split(',')],
    [.. Option("--only", "").Split(',', StringSplitOptions.RemoveEmptyEntries)],
    int.Parse(Option("--blocks", "3")),
    most);
switch (args.FirstOrDefault())
{
    case "ours" when args.Length > 1:
        Console.WriteLine(OursRun.Run(args[1], data, scans, int.Parse(Option("--runs", "3")), args.Contains("--quality")).ToLine());
        return 0;
    case "compare":
        new Comparison(compared, Console.Out).Run();
        return 0;
    case "same-start":
        SameStart.Compare(compared, Console.Out);
        return 0;
    case "same-start-ours" when args.Length > 1:
        Console.WriteLine(SameStart.Ours(data, scans, int.Parse(args[1])).ToLine());
        return 0;
    case "all":
        Console.WriteLine("| strategy | wall s | CPU s | peak MiB over base |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var name in Array.IndexOf(args, "--methods") < 0 ? StrategyCatalogue.PlainNames : compared.Methods)
        {
            var row = ChildProcess.Run(
                name,
                Environment.ProcessPath!,
                ["ours", $"strategy:{name}", "--scans", $"{scans}", "--data", data, "--runs", "1"],
                new Dictionary<string, string>(),
                most);
            Console.WriteLine(row.Failed is null
                ? $"| {name} | {row.Seconds:0.000} | {row.CpuSeconds:0.000} | {row.PeakMib - row.BaseMib:0} |"
                : $"| {name} | {row.Failed} | | |");
        }

        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
