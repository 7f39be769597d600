using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ActiveSeg.Nets.Devices;

namespace ActiveSeg.Trainer.Hosting;

/// <summary>What the command line says.</summary>
internal sealed record TrainerOptions
{
    /// <summary>Explains the options.</summary>
    public const string Usage = """
        ActiveSeg.Trainer --server URL[,URL...] [options]
          --server URLS     gRPC addresses, tried in turn
          --name NAME       what people call this trainer (default: trainer on HOST)
          --cache DIR       volumes, and the checkpoint of an unfinished training (default: ~/.cache/activeseg/trainer)
          --cache-gib N     volumes kept on disk between jobs, the least recently used go first (default: 50)
          --device D        auto, cpu, cuda or cuda:N (default: auto, which takes the first GPU that works, else the processor);
                            for several GPUs run one trainer for each, with cuda:0, cuda:1, … and a cache of its own
          --allow-cpu       compute on the processor where the GPU that --device names cannot be used
          --require-gpu     with auto: exit where no GPU can be used
          --check           say which device and which libtorch would be used, and exit
          --half-precision  train and score with maps of 16 bits (bfloat16), faster only where the processor or GPU computes with them and
                            very slow elsewhere; weights, norms and losses keep 32 (default: only for scoring, on processors that have it)
          --threads N       most threads of tensor operations; a job may ask for fewer (default: number of processors)
          --parent-pid N    exit when that process is gone
          --experiments-root DIR
                            folder of labelled datasets; while no job waits, retrospective experiments on them are run by the
                            laboratory (ActiveSeg.Lab), which stands beside this program or in its own folder of the same build
                            (default: none, and no experiment is claimed)
          --once            exit after one job
        The environment variable ACTIVESEG_LIBTORCH names a folder with the host's libtorch, such as the torch folder of a Python
        installation; without it the application's own is used.
        Exit codes: 0 done, 2 wrong options, 3 unusable cache, 4 unusable libtorch or device.
        """;

    /// <summary>Where servers listen; at least one.</summary>
    public required ImmutableArray<Uri> Servers { get; init; }

    /// <summary>Name of this trainer, for people.</summary>
    public string Name { get; init; } = $"trainer on {Environment.MachineName}";

    /// <summary>Folder of volumes and of the unfinished training's checkpoint; one trainer at a time.</summary>
    public string Cache { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "activeseg", "trainer");

    /// <summary>Bytes of volumes kept between jobs. Default: 50 GiB.</summary>
    public long CacheBytes { get; init; } = 50L << 30;

    /// <summary>Most threads of tensor operations. Default: number of processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether maps are bfloat16 in training and scoring. Default: false, which leaves scoring on processors that have it at bfloat16.</summary>
    public bool HalfPrecision { get; init; }

    /// <summary>Where tensors are computed. Default: on a GPU where one works.</summary>
    public DeviceOptions Device { get; init; } = new();

    /// <summary>Whether only to say what would be used.</summary>
    public bool Check { get; init; }

    /// <summary>Process whose end is this one's end. Default: none.</summary>
    public int? ParentPid { get; init; }

    /// <summary>Folder of labelled datasets; absent: no experiment is claimed. Default: absent.</summary>
    public string? ExperimentsRoot { get; init; }

    /// <summary>Whether to exit after one job.</summary>
    public bool Once { get; init; }

    /// <summary>Reads a command line.</summary>
    /// <param name="args">Words after the program's name.</param>
    /// <param name="options">The options.</param>
    /// <param name="complaint">What is wrong with the words.</param>
    public static bool TryParse(
        IReadOnlyList<string> args,
        [NotNullWhen(true)] out TrainerOptions? options,
        [NotNullWhen(false)] out string? complaint)
    {
        var read = new TrainerOptions { Servers = [] };
        (options, complaint) = (null, null);
        for (var at = 0; at < args.Count; at++)
        {
            if (Switch(read, args[at]) is { } switched)
            {
                read = switched;
                continue;
            }

            if (at + 1 == args.Count)
            {
                complaint = $"{args[at]} is unknown or needs a value";
                return false;
            }

            var (option, value) = (args[at], args[++at]);
            if (With(read, option, value) is not { } next)
            {
                complaint = $"{option} {value} is not understood";
                return false;
            }

            read = next;
        }

        if (read.Servers.IsEmpty && !read.Check)
        {
            complaint = "--server is missing";
            return false;
        }

        if (read.Device is { Device.Kind: DeviceKind.Cpu, AllowCpu: false })
        {
            complaint = "--require-gpu contradicts --device cpu";
            return false;
        }

        options = read;
        return true;
    }

    private static TrainerOptions? Switch(TrainerOptions read, string option) => option switch
    {
        "--once" => read with { Once = true },
        "--check" => read with { Check = true },
        "--half-precision" => read with { HalfPrecision = true },
        "--allow-cpu" => read with { Device = read.Device with { AllowCpu = true } },
        "--require-gpu" => read with { Device = read.Device with { AllowCpu = false } },
        _ => null,
    };

    private static TrainerOptions? With(TrainerOptions read, string option, string value) => option switch
    {
        "--server" when Addresses(value) is { } servers => read with { Servers = servers },
        "--name" when !string.IsNullOrWhiteSpace(value) => read with { Name = value },
        "--cache" when value.Length > 0 => read with { Cache = value },
        "--cache-gib" when Number(value) is >= 0 and <= 1 << 20 and var gib => read with { CacheBytes = (long)gib << 30 },
        "--threads" when Number(value) is >= 1 and <= 1024 and var threads => read with { Threads = threads },
        "--device" when ComputeDevice.TryParse(value, out var device) => read with { Device = read.Device with { Device = device } },
        "--experiments-root" when Directory.Exists(value) => read with { ExperimentsRoot = Path.GetFullPath(value) },
        "--parent-pid" when Number(value) is >= 1 and var pid => read with { ParentPid = pid },
        _ => null,
    };

    private static ImmutableArray<Uri>? Addresses(string value)
    {
        var words = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var servers = words
            .Select(word => Uri.TryCreate(word, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https" }
                ? uri
                : null)
            .OfType<Uri>().ToImmutableArray();
        return servers.Length == words.Length && servers.Length > 0 ? servers : null;
    }

    private static int? Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
