using ActiveSeg.Volumes.Phantoms;

namespace ActiveSeg.Learner.Bench.Pool;

/// <summary>What pool is scored.</summary>
/// <param name="Scans">Scans scored. Default: 1,000.</param>
/// <param name="Distinct">Phantoms rendered; the pool repeats them. Default: 40.</param>
/// <param name="Size">Sampling of the phantoms. Default: small.</param>
/// <param name="Dimensions">2 or 3; none leaves it to the data. Default: none.</param>
/// <param name="Steps">Training steps of the network. Default: 60.</param>
/// <param name="Threads">Threads of tensor operations. Default: 2.</param>
/// <param name="Half">Whether the network runs at bfloat16. Default: what scoring does by itself.</param>
internal sealed record PoolOptions(int Scans, int Distinct, PhantomSize Size, int? Dimensions, int Steps, int Threads, bool? Half)
{
    public const string Usage = "pool [--scans 1000] [--distinct 40] [--size small|full] [--dimensions 2|3] [--steps 60] [--threads 2] [--half on|off]";

    /// <exception cref="ArgumentException">An option is not known, or its value is of the wrong kind.</exception>
    public static PoolOptions Parse(string[] args)
    {
        var options = new PoolOptions(1000, 40, PhantomSize.Small, null, 60, 2, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value");
            options = args[i] switch
            {
                "--scans" => options with { Scans = Number(value) },
                "--distinct" => options with { Distinct = Number(value) },
                "--size" => options with { Size = Enum.Parse<PhantomSize>(value, ignoreCase: true) },
                "--dimensions" => options with { Dimensions = Number(value) },
                "--steps" => options with { Steps = Number(value) },
                "--threads" => options with { Threads = Number(value) },
                "--half" when value is "on" or "off" => options with { Half = value == "on" },
                _ => throw new ArgumentException($"there is no option {args[i]}: {Usage}"),
            };
        }

        return options;
    }

    private static int Number(string value) =>
        int.TryParse(value, out var number) && number >= 1 ? number : throw new ArgumentException($"{value}: a whole number of 1 or more is needed");
}
