using ActiveSeg.Silo;

namespace ActiveSeg.Grpc.Hosting;

/// <summary>What the server process was asked for on its command line.</summary>
internal sealed record ServerOptions
{
    /// <summary>The silo's part.</summary>
    public required SiloOptions Silo { get; init; }

    /// <summary>Loopback port of gRPC (HTTP/2 without TLS). Default: 5005.</summary>
    public int GrpcPort { get; init; } = 5005;

    /// <summary>Loopback port of the page (HTTP/1.1). Default: 5006.</summary>
    public int WebPort { get; init; } = 5006;

    /// <summary>Whether a trainer runs as a child process. Default: no.</summary>
    public bool WithTrainer { get; init; }

    /// <summary>Threads of that trainer; 0 lets the job say. Default: 0.</summary>
    public int TrainerThreads { get; init; }

    /// <summary>Folder of labelled datasets for that trainer's experiments; absent: it runs none. Default: absent.</summary>
    public string? ExperimentsRoot { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">An option is unknown, lacks its value, or has an unusable one; the message names it.</exception>
    public static ServerOptions Parse(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var silo = new SiloOptions();
        var options = new ServerOptions { Silo = silo };
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            if (name == "--with-trainer")
            {
                options = options with { WithTrainer = true };
                continue;
            }

            var value = i + 1 < args.Count ? args[++i] : throw new ArgumentException($"{name} needs a value");
            switch (name)
            {
                case "--data":
                    silo.DataFolder = Path.GetFullPath(value);
                    break;
                case "--store":
                    RequireKnownStore(value);
                    break;
                case "--connection-file":
                    silo.PostgresConnection = ReadConnection(value);
                    break;
                case "--cluster":
                    silo.ClusterId = value;
                    break;
                case "--silo-port":
                    silo.SiloPort = Port(name, value);
                    break;
                case "--gateway-port":
                    silo.GatewayPort = Port(name, value);
                    break;
                case "--grpc-port":
                    options = options with { GrpcPort = Port(name, value) };
                    break;
                case "--web-port":
                    options = options with { WebPort = Port(name, value) };
                    break;
                case "--trainer-threads":
                    options = options with { TrainerThreads = Number(name, value, 0, 256) };
                    break;
                case "--experiments-root":
                    options = options with
                    {
                        ExperimentsRoot = Directory.Exists(value)
                            ? Path.GetFullPath(value)
                            : throw new ArgumentException($"--experiments-root: there is no folder '{value}'"),
                    };
                    break;
                default:
                    throw new ArgumentException($"unknown option {name}");
            }
        }

        var wantsPostgres = args.Contains("postgres");
        return wantsPostgres && silo.PostgresConnection.Length == 0
            ? throw new ArgumentException("--store postgres needs --connection-file")
            : options;
    }

    private static void RequireKnownStore(string value)
    {
        if (value is not ("sqlite" or "postgres"))
        {
            throw new ArgumentException($"--store is sqlite or postgres, not '{value}'");
        }
    }

    private static string ReadConnection(string path) =>
        File.Exists(path)
            ? File.ReadAllText(path).Trim()
            : throw new ArgumentException($"--connection-file: there is no file '{path}'");

    private static int Port(string name, string value) => Number(name, value, 1, 65_535);

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, out var number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"{name} is a number from {least} to {most}, not '{value}'");
}
