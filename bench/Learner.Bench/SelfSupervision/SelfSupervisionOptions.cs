using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Learner.Bench.SelfSupervision;

/// <summary>What is measured, and how long it may take.</summary>
/// <param name="Folder">A folder of labelled scans with a <c>cases.csv</c>.</param>
/// <param name="Results">Folder of tables, weights and checkpoints; what is in it is not measured again.</param>
/// <param name="Dimensions">2 or 3; none leaves it to the data. Default: none.</param>
/// <param name="Steps">Steps of pre-training. Default: 400.</param>
/// <param name="TrainingSteps">Steps of each training with labels. Default: 150.</param>
/// <param name="Budgets">Labelled scans of each training. Default: 6 and 10.</param>
/// <param name="Seeds">Repetitions of picks and trainings. Default: 3.</param>
/// <param name="HeldOut">Most scans held out, at most three in ten. Default: 40.</param>
/// <param name="ContrastWeight">As in pre-training's options. Default: theirs.</param>
/// <param name="Threads">Threads of tensor operations. Default: 2.</param>
/// <param name="Limit">Time after which nothing new is begun; another run goes on. Default: 5 minutes.</param>
/// <param name="SkipsColdStart">Whether only retrieval is measured. Default: false.</param>
internal sealed record SelfSupervisionOptions(
    string Folder,
    string Results,
    int? Dimensions,
    int Steps,
    int TrainingSteps,
    int[] Budgets,
    int Seeds,
    int HeldOut,
    double? ContrastWeight,
    int Threads,
    TimeSpan Limit,
    bool SkipsColdStart)
{
    public const string Usage =
        "selfsupervised --data FOLDER --results FOLDER [--dimensions 2|3] [--steps 400] [--training-steps 150] [--budgets 6,10] [--seeds 3] "
        + "[--held-out 40] [--contrast WEIGHT] [--threads 2] [--minutes 5] [--retrieval-only true]";

    /// <summary>A network small enough for two processor cores.</summary>
    public PlanOptions Plan => new()
    {
        Dimensions = Dimensions,
        Widths = [8, 16, 32, 64, 128],
        MaxSlicePixels = 16_384,
        MaxPatchVoxels = 65_536,
        StepPixels = 65_536,
    };

    /// <exception cref="ArgumentException">An option is unknown, lacks its value or has a wrong one.</exception>
    public static SelfSupervisionOptions Parse(string[] args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!Usage.Contains(args[i] + " ", StringComparison.Ordinal) || i + 1 == args.Length)
            {
                throw new ArgumentException($"{args[i]}: unknown, or without a value\n{Usage}");
            }

            given[args[i]] = args[i + 1];
        }

        try
        {
            return new SelfSupervisionOptions(
                Text("--data") ?? throw new ArgumentException($"--data is missing\n{Usage}"),
                Text("--results") ?? throw new ArgumentException($"--results is missing\n{Usage}"),
                Text("--dimensions") is { } dimensions ? int.Parse(dimensions) : null,
                int.Parse(Text("--steps") ?? "400"),
                int.Parse(Text("--training-steps") ?? "150"),
                [.. (Text("--budgets") ?? "6,10").Split(',').Select(int.Parse)],
                int.Parse(Text("--seeds") ?? "3"),
                int.Parse(Text("--held-out") ?? "40"),
                Text("--contrast") is { } weight ? double.Parse(weight) : null,
                int.Parse(Text("--threads") ?? "2"),
                TimeSpan.FromMinutes(double.Parse(Text("--minutes") ?? "5")),
                bool.Parse(Text("--retrieval-only") ?? "false"));
        }
        catch (FormatException wrong)
        {
            throw new ArgumentException($"{wrong.Message}\n{Usage}", wrong);
        }

        string? Text(string name) => given.GetValueOrDefault(name);
    }
}
