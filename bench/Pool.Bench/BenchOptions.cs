namespace ActiveSeg.Pool.Bench;

/// <summary>What is measured, and which part of it this process does.</summary>
internal sealed record BenchOptions
{
    /// <summary><c>all</c>, or what the bench starts itself with: <c>serve</c>, <c>restart</c>, <c>floors</c>.</summary>
    public string Part { get; init; } = "all";

    /// <summary>Phantom scans. Default: 35,000.</summary>
    public int Scans { get; init; } = 35_000;

    /// <summary>Numbers per embedding. Default: 256.</summary>
    public int Width { get; init; } = 256;

    /// <summary>Repetitions, each in new processes on new data; medians are shown. Default: 3.</summary>
    public int Runs { get; init; } = 3;

    /// <summary>Scans of the round. Default: 400.</summary>
    public int Batch { get; init; } = 400;

    /// <summary>Reads per scan. Default: 3.</summary>
    public int Reads { get; init; } = 3;

    /// <summary>Callers at a time. Default: 20.</summary>
    public int Raters { get; init; } = 20;

    /// <summary>Hand-outs to the concurrent callers. Default: 1,000.</summary>
    public int Calls { get; init; } = 1_000;

    /// <summary>Hand-outs to one caller before that. Default: 100.</summary>
    public int SingleCalls { get; init; } = 100;

    /// <summary>Patients of the locked set. Default: 20.</summary>
    public int LockedPatients { get; init; } = 20;

    /// <summary>Seed of the cohort and of the embeddings. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Working folder, removed at the end. Default: a new one in the system's temporary folder.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Name of the project. Default: pool-bench.</summary>
    public string Project { get; init; } = "pool-bench";

    /// <summary>File with a PostgreSQL connection string. Default: empty, which means SQLite.</summary>
    public string PostgresFile { get; init; } = "";

    /// <summary>The silo's data folder.</summary>
    public string SiloFolder => Path.Combine(Folder, Project);

    /// <summary>The signals that a trainer would upload.</summary>
    public string SignalsFile => Path.Combine(Folder, "signals.bin");

    /// <summary>Connection string of PostgreSQL; empty for SQLite.</summary>
    public string PostgresConnection => PostgresFile.Length == 0 ? "" : File.ReadAllText(PostgresFile).Trim();

    /// <exception cref="ArgumentException">An option is not known, or its value is not a number of 1 or more.</exception>
    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                options = options with { Part = args[i] };
                continue;
            }

            var (name, value) = (args[i], ++i < args.Length ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value"));
            options = name switch
            {
                "--scans" => options with { Scans = Number(name, value) },
                "--width" => options with { Width = Number(name, value) },
                "--runs" => options with { Runs = Number(name, value) },
                "--batch" => options with { Batch = Number(name, value) },
                "--reads" => options with { Reads = Number(name, value) },
                "--raters" => options with { Raters = Number(name, value) },
                "--calls" => options with { Calls = Number(name, value) },
                "--single-calls" => options with { SingleCalls = Number(name, value) },
                "--locked-patients" => options with { LockedPatients = Number(name, value) },
                "--seed" => options with { Seed = (ulong)Number(name, value) },
                "--folder" => options with { Folder = value },
                "--project" => options with { Project = value },
                "--postgres" => options with { PostgresFile = Path.GetFullPath(value) },
                _ => throw new ArgumentException($"there is no option {name}; bench/README.md lists them"),
            };
        }

        return options.Calls + options.SingleCalls < options.Batch * options.Reads
            ? options
            : throw new ArgumentException("--calls and --single-calls together must be fewer than --batch times --reads");
    }

    /// <summary>The arguments that give another process of the bench these options.</summary>
    public IEnumerable<string> ToArguments() =>
    [
        Part,
        "--scans", $"{Scans}",
        "--width", $"{Width}",
        "--batch", $"{Batch}",
        "--reads", $"{Reads}",
        "--raters", $"{Raters}",
        "--calls", $"{Calls}",
        "--single-calls", $"{SingleCalls}",
        "--locked-patients", $"{LockedPatients}",
        "--seed", $"{Seed}",
        "--folder", Folder,
        "--project", Project,
        .. PostgresFile.Length == 0 ? Array.Empty<string>() : ["--postgres", PostgresFile],
    ];

    private static int Number(string name, string value) =>
        int.TryParse(value, out var number) && number >= 1
            ? number
            : throw new ArgumentException($"{name} {value}: a whole number of 1 or more is needed");
}
