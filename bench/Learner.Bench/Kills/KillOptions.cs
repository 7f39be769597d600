namespace ActiveSeg.Learner.Bench.Kills;

/// <summary>How often a training is killed.</summary>
/// <param name="Times">Kills. Default: 50.</param>
/// <param name="Steps">Steps of the training. Default: 600.</param>
/// <param name="Seed">Seed of the moments. Default: 0.</param>
internal sealed record KillOptions(int Times, int Steps, int Seed)
{
    public const string Usage = "kills [--times 50] [--steps 600] [--seed 0]: kill -9 at random moments of a training; Linux only";

    /// <exception cref="ArgumentException">An option is not known, or its value is no whole number of 0 or more.</exception>
    public static KillOptions Parse(string[] args)
    {
        var options = new KillOptions(50, 600, 0);
        for (var i = 0; i < args.Length; i += 2)
        {
            var text = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value");
            var value = int.TryParse(text, out var number) && number >= 0 ? number : throw new ArgumentException($"{text}: a whole number is needed");
            options = args[i] switch
            {
                "--times" => options with { Times = value },
                "--steps" => options with { Steps = value },
                "--seed" => options with { Seed = value },
                _ => throw new ArgumentException($"there is no option {args[i]}: {Usage}"),
            };
        }

        return options;
    }
}
