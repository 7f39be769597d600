using ActiveSeg.Cli.Invocation;

namespace ActiveSeg.Cli.Demo.Processes;

/// <summary>Finds the other programs of this build.</summary>
internal static class Executables
{
    /// <summary>The server.</summary>
    public const string Server = "ActiveSeg.Grpc";

    /// <summary>The trainer, which also exports weights.</summary>
    public const string Trainer = "ActiveSeg.Trainer";

    /// <summary>The laboratory of retrospective experiments.</summary>
    public const string Lab = "ActiveSeg.Lab";

    /// <summary>Path of a program: beside this one, or in its own folder of the same build.</summary>
    /// <exception cref="CommandException">It has not been built.</exception>
    public static string Find(string name)
    {
        var home = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var configuration = Path.GetFileName(home);
        string[] places =
        [
            Path.Combine(home, name),
            Path.GetFullPath(Path.Combine(home, "..", "..", name, configuration, name)),
        ];
        return Array.Find(places, File.Exists)
            ?? throw new CommandException(ExitCode.Unavailable, "NOT_BUILT", $"{name} is not built; looked for {string.Join(" and ", places)}");
    }

    /// <summary>Path of a script under <c>eng/</c> of the checkout.</summary>
    /// <exception cref="CommandException">There is no such script above this program.</exception>
    public static string FindScript(string relativePath)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, relativePath);
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new CommandException(ExitCode.Unavailable, "NO_SCRIPT", $"{relativePath} is in no folder above {AppContext.BaseDirectory}");
    }
}
