using System.Runtime.CompilerServices;

namespace ActiveSeg.Imaging.Tests;

/// <summary>Finds the real data that lie outside the repository.</summary>
internal static class SharedFiles
{
    /// <summary>Path below the data folder: environment variable ACTIVESEG_DATA, or <c>shared/data</c> beside the repository.</summary>
    /// <remarks>When it is missing the test is skipped, or fails where the variable CI is true.</remarks>
    public static string Require(params string[] parts)
    {
        var path = Path.Combine([Root(), .. parts]);
        if (Path.Exists(path))
        {
            return path;
        }

        Assert.False(IsCi, $"{path} is missing");
        Assert.Skip($"{path} is missing");
        return path;
    }

    public static bool IsCi =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A file of this test project's sources.</summary>
    public static string Source(params string[] parts) => Path.Combine([Path.GetDirectoryName(Here())!, .. parts]);

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("ACTIVESEG_DATA") is { Length: > 0 } given)
        {
            return given;
        }

        // From <repository>/tests/Imaging.Tests; a linked work tree may lie one level deeper.
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));
        for (var up = 0; up < 3 && folder.Length > 1; up++, folder = Path.GetDirectoryName(folder)!)
        {
            var candidate = Path.Combine(folder, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "shared", "data"));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
