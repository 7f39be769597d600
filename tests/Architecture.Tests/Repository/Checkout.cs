namespace ActiveSeg.Architecture.Tests.Repository;

/// <summary>The checkout that these tests stand in.</summary>
internal static class Checkout
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", "data", "node_modules"];

    /// <summary>The folder of ActiveSeg.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Text of one file, by its path from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Files below the folders given, by extension, in ordinal order of their paths.</summary>
    public static IReadOnlyList<SourceFile> Files(string extension, params string[] folders)
    {
        var files = new List<SourceFile>();
        foreach (var folder in folders)
        {
            var directory = new DirectoryInfo(Path.Combine(Root, folder));
            if (directory.Exists)
            {
                Collect(directory, extension, files);
            }
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    /// <summary>Every project file of src, tests and bench.</summary>
    public static IReadOnlyList<ProjectFile> Projects() =>
        [.. Files(".csproj", "src", "tests", "bench").Select(f => ProjectFile.Parse(f.Path, f.Text))];

    /// <summary>Folders that hold at least one file, to the depth given, as paths from the root.</summary>
    /// <remarks>Hidden folders do not count, except .ci; nor do outputs and the demo's results.</remarks>
    public static IReadOnlyList<string> Folders(int depth)
    {
        var found = new List<string>();
        Walk(new DirectoryInfo(Root), "", depth, found);
        found.Sort(string.CompareOrdinal);
        return found;
    }

    private static void Collect(DirectoryInfo directory, string extension, List<SourceFile> files)
    {
        foreach (var file in directory.EnumerateFiles())
        {
            if (file.Name.EndsWith(extension, StringComparison.Ordinal))
            {
                var path = Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');
                files.Add(new SourceFile(path, File.ReadAllText(file.FullName)));
            }
        }

        foreach (var child in directory.EnumerateDirectories().Where(IsOurs))
        {
            Collect(child, extension, files);
        }
    }

    private static void Walk(DirectoryInfo directory, string path, int depth, List<string> found)
    {
        foreach (var child in directory.EnumerateDirectories().Where(IsOurs))
        {
            if (!child.EnumerateFiles("*", SearchOption.AllDirectories).Any())
            {
                continue;
            }

            var name = path.Length == 0 ? child.Name : $"{path}/{child.Name}";
            found.Add(name);
            if (depth > 1)
            {
                Walk(child, name, depth - 1, found);
            }
        }
    }

    private static bool IsOurs(DirectoryInfo directory) =>
        (directory.Name[0] != '.' || directory.Name == ".ci")
        && !directory.Name.StartsWith("demo-", StringComparison.Ordinal)
        && !NotOurs.Contains(directory.Name);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActiveSeg.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No ActiveSeg.sln above {AppContext.BaseDirectory}.");
    }
}
