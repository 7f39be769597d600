namespace ActiveSeg.Trainer.Offline;

/// <summary>The words of an offline command: a file, and options with a value each.</summary>
/// <param name="File">What is read.</param>
/// <param name="Options">Option to value.</param>
internal sealed record OfflineWords(string File, IReadOnlyDictionary<string, string> Options)
{
    private static readonly string[] OfExport = ["--onnx", "--bundle", "--version", "--change", "--card"];
    private static readonly string[] OfImport = ["--out", "--plan", "--names"];

    /// <summary>Reads a command line whose first word is the command.</summary>
    /// <exception cref="UsageException">No file, an unknown or repeated option, or one without a value.</exception>
    public static OfflineWords Parse(IReadOnlyList<string> args)
    {
        if (args.Count < 2 || args[1].StartsWith("--", StringComparison.Ordinal))
        {
            throw new UsageException($"{args[0]} needs a file");
        }

        var (known, options) = (args[0] == "export" ? OfExport : OfImport, new Dictionary<string, string>(StringComparer.Ordinal));
        for (var at = 2; at < args.Count; at += 2)
        {
            if (!known.Contains(args[at]) || at + 1 == args.Count)
            {
                throw new UsageException($"{args[at]} is unknown or needs a value");
            }

            if (!options.TryAdd(args[at], args[at + 1]))
            {
                throw new UsageException($"{args[at]} is given twice");
            }
        }

        return new OfflineWords(args[1], options);
    }

    /// <summary>Value of an option.</summary>
    public string? Find(string option) => Options.GetValueOrDefault(option);

    /// <summary>Bytes of the file that an option names; none without the option.</summary>
    public byte[]? ReadFile(string option) => Find(option) is { } path ? System.IO.File.ReadAllBytes(path) : null;
}
