namespace ActiveSeg.EndToEnd.Tests;

/// <summary>Where the built programs and the repository lie.</summary>
internal static class Programs
{
    public static string Root { get; } = FindRoot();

    public static string Server => Built("ActiveSeg.Grpc");

    public static string Cli => Built("ActiveSeg.Cli");

    private static string Built(string name)
    {
        var path = Path.Combine(Root, "artifacts", "bin", name, Configuration, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"build {name} first", path);
    }

    private static string Configuration =>
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "ActiveSeg.sln")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("ActiveSeg.sln is in no folder above the tests");
    }
}
