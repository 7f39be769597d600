using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ActiveSeg.Architecture.Tests.Repository;

namespace ActiveSeg.Architecture.Tests.Sources;

/// <summary>What source files and folders must look like.</summary>
internal static partial class SourceRules
{
    private const int LinesOfFile = 400;
    private const int LinesOfProgram = 60;
    private const int FilesOfFolder = 15;

    private static readonly ImmutableArray<string> ForbiddenSuffixes =
        ["Manager", "Helper", "Util", "Utils", "Common", "Base", "Impl", "Data", "Info", "Processor"];

    private static readonly ImmutableArray<string> Hosts = ["src/Cli/", "src/Grpc/", "src/Silo/", "src/Trainer/"];

    private static readonly ImmutableArray<string> Composed = ["ActiveSeg.Grains", "ActiveSeg.Storage"];

    // Written apart so that this file keeps its own rule.
    private static readonly ImmutableArray<string> Marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];

    /// <summary>No file is longer than 400 lines, and no Program.cs longer than 60.</summary>
    public static IEnumerable<string> Length(SourceFile file)
    {
        var limit = file.FileName == "Program.cs" ? LinesOfProgram : LinesOfFile;
        if (file.Lines > limit)
        {
            yield return $"{file.Path} has {file.Lines} lines; at most {limit}";
        }
    }

    /// <summary>No folder holds more than 15 source files.</summary>
    public static IEnumerable<string> Crowds(IEnumerable<SourceFile> files) =>
        files
            .GroupBy(f => f.Folder)
            .Where(g => g.Count() > FilesOfFolder)
            .Select(g => $"{g.Key} holds {g.Count()} files; at most {FilesOfFolder}");

    /// <summary>A file's namespace is its project's name and its folders below the project.</summary>
    public static IEnumerable<string> Namespace(SourceFile file, IEnumerable<ProjectFile> projects)
    {
        var project = projects
            .Where(p => file.Folder == p.Folder || file.Folder.StartsWith(p.Folder + "/", StringComparison.Ordinal))
            .MaxBy(p => p.Folder.Length);
        if (project is null)
        {
            return [$"{file.Path} belongs to no project"];
        }

        var expected = $"ActiveSeg.{project.Name}{file.Folder[project.Folder.Length..].Replace('/', '.')}";
        var code = CodeText.Of(file.Text);
        var declared = NamespaceDeclaration().Matches(code).Select(m => m.Groups[1].Value).ToArray();
        if (declared.Length == 0)
        {
            return file.FileName != "Program.cs" && TypeDeclaration().IsMatch(code) ? [$"{file.Path} declares types outside any namespace"] : [];
        }

        return declared.Where(d => d != expected).Select(d => $"{file.Path} declares namespace {d}; its folder says {expected}");
    }

    /// <summary>A file declares one type at its top level, and is named after it.</summary>
    public static IEnumerable<string> OneType(SourceFile file)
    {
        var types = TopLevelType().Matches(CodeText.Of(file.Text)).Select(m => m.Groups[1].Value).Distinct().ToArray();
        if (types.Length > 1)
        {
            return [$"{file.Path} declares {string.Join(" and ", types)}; one type a file"];
        }

        var name = file.FileName[..file.FileName.IndexOf('.', StringComparison.Ordinal)];
        return types.Length == 1 && types[0] != name ? [$"{file.Path} declares {types[0]}; the file is named after its type"] : [];
    }

    /// <summary>No type's name ends in a word that says nothing.</summary>
    public static IEnumerable<string> Suffixes(SourceFile file) =>
        from match in TypeDeclaration().Matches(CodeText.Of(file.Text))
        let name = match.Groups[1].Value
        from suffix in ForbiddenSuffixes
        where name.EndsWith(suffix, StringComparison.Ordinal)
        select $"{file.Path} declares {name}; no type ends in {suffix}";

    /// <summary>Nothing is left for later.</summary>
    public static IEnumerable<string> Unfinished(SourceFile file) =>
        from mark in Marks
        where Regex.IsMatch(file.Text, $@"\b{mark}\b")
        select $"{file.Path} holds {mark}";

    /// <summary>No test is switched off.</summary>
    public static IEnumerable<string> Skipped(SourceFile file)
    {
        if (SkipArgument().IsMatch(CodeText.Of(file.Text)))
        {
            yield return $"{file.Path} skips a test for good";
        }
    }

    /// <summary>Namespaces that only some projects may import.</summary>
    public static IEnumerable<string> Imports(SourceFile file, IEnumerable<(string Space, string Folder)> walls) =>
        from match in UsingDirective().Matches(CodeText.Of(file.Text))
        let space = match.Groups[1].Value
        from wall in walls
        where (space == wall.Space || space.StartsWith(wall.Space + ".", StringComparison.Ordinal))
            && !file.Path.StartsWith(wall.Folder + "/", StringComparison.Ordinal)
        select $"{file.Path} imports {space}; only {wall.Folder} may";

    /// <summary>A host names the store's and the grains' projects only where it composes: in Program.cs and in …Setup.cs.</summary>
    public static IEnumerable<string> Composition(SourceFile file)
    {
        if (!Hosts.Any(h => file.Path.StartsWith(h, StringComparison.Ordinal))
            || file.FileName == "Program.cs" || file.FileName.EndsWith("Setup.cs", StringComparison.Ordinal))
        {
            return [];
        }

        return from match in UsingDirective().Matches(CodeText.Of(file.Text))
               let space = match.Groups[1].Value
               where Composed.Any(c => space == c || space.StartsWith(c + ".", StringComparison.Ordinal))
               select $"{file.Path} imports {space}; a host does so only in Program.cs and …Setup.cs";
    }

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"\b(?:class|record\s+struct|record\s+class|record|struct|interface|enum)\s+([A-Z]\w*)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|readonly|partial|unsafe|ref)\s+)*(?:class|record\s+struct|record\s+class|record|struct|interface|enum)\s+([A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\[[^\]]*\b(?:Fact|Theory)\s*\([^)]*\bSkip\s*=")]
    private static partial Regex SkipArgument();

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?(?:global::)?([A-Za-z][\w.]*)\s*;", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();
}
