using System.Text.RegularExpressions;

namespace ActiveSeg.Architecture.Tests.Readme;

/// <summary>The tree of folders that README.md shows.</summary>
internal static partial class ReadmeTree
{
    /// <summary>Folders of the fenced block that begins with "ActiveSeg/", as paths from the root, in ordinal order.</summary>
    /// <remarks>A folder's line ends its name with '/' and is indented by two spaces for each folder above it.</remarks>
    /// <exception cref="InvalidOperationException">There is no such block, or a line is indented too deep.</exception>
    public static IReadOnlyList<string> Folders(string readme)
    {
        var lines = readme.Split('\n');
        var start = Array.FindIndex(lines, l => l.StartsWith("ActiveSeg/", StringComparison.Ordinal));
        if (start < 0)
        {
            throw new InvalidOperationException("README.md shows no tree that begins with \"ActiveSeg/\".");
        }

        var found = new List<string>();
        var above = new List<string>();
        foreach (var line in lines.Skip(start + 1).TakeWhile(l => !l.StartsWith("```", StringComparison.Ordinal)))
        {
            if (FolderLine().Match(line) is { Success: true } match)
            {
                var depth = (match.Groups[1].Length / 2) - 1;
                if (depth > above.Count)
                {
                    throw new InvalidOperationException($"README.md's tree is indented too deep: {line}");
                }

                above.RemoveRange(depth, above.Count - depth);
                above.Add(match.Groups[2].Value);
                found.Add(string.Join('/', above));
            }
        }

        found.Sort(string.CompareOrdinal);
        return found;
    }

    /// <summary>Folders that one list has and the other has not.</summary>
    public static IEnumerable<string> Differences(IReadOnlyList<string> shown, IReadOnlyList<string> onDisk) =>
    [
        .. shown.Except(onDisk).Select(f => $"README.md shows {f}/, which is not there"),
        .. onDisk.Except(shown).Select(f => $"{f}/ is there, and README.md does not show it"),
    ];

    [GeneratedRegex(@"^((?:  )+)([\w.\-]+)/(?:\s|$)")]
    private static partial Regex FolderLine();
}
