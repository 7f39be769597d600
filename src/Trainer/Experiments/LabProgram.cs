namespace ActiveSeg.Trainer.Experiments;

/// <summary>Finds the laboratory, which runs experiments as a program of its own.</summary>
internal static class LabProgram
{
    private const string Name = "ActiveSeg.Lab";

    /// <summary>Where it may be: beside this program, or in its own folder of the same build.</summary>
    public static IReadOnlyList<string> Places { get; } = PlacesFrom(AppContext.BaseDirectory);

    /// <summary>Path of the program; null when it has not been built.</summary>
    public static string? Find() => Places.FirstOrDefault(File.Exists);

    /// <summary>Where it may be for a program in a folder.</summary>
    internal static IReadOnlyList<string> PlacesFrom(string folder)
    {
        var home = Path.TrimEndingDirectorySeparator(folder);
        return [Path.Combine(home, Name), Path.GetFullPath(Path.Combine(home, "..", "..", Name, Path.GetFileName(home), Name))];
    }
}
