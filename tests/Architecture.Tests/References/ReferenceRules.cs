using System.Collections.Immutable;
using ActiveSeg.Architecture.Tests.Repository;

namespace ActiveSeg.Architecture.Tests.References;

/// <summary>Who may see whom.</summary>
internal static class ReferenceRules
{
    /// <summary>Arrows of a table that do not point down.</summary>
    public static IEnumerable<string> Upward(
        ImmutableArray<AllowedReferences> table, ImmutableArray<(string From, string To)> sideways)
    {
        var layers = table.ToDictionary(r => r.Project, r => r.Layer);
        foreach (var row in table)
        {
            foreach (var target in row.Projects)
            {
                if (!layers.TryGetValue(target, out var below))
                {
                    yield return $"{row.Project} refers to {target}, which has no row";
                }
                else if (below >= row.Layer && !(below == row.Layer && sideways.Contains((row.Project, target))))
                {
                    yield return $"{row.Project} ({row.Layer}) must not point to {target} ({below})";
                }
            }
        }
    }

    /// <summary>References of a project of src that the table does not hold.</summary>
    public static IEnumerable<string> OfSource(ProjectFile project, ImmutableArray<AllowedReferences> table)
    {
        var row = table.FirstOrDefault(r => r.Project == project.Name);
        if (row is null)
        {
            return [$"{project.Name} has no row in the table of references"];
        }

        return
        [
            .. Beyond(project.Name, project.Projects, row.Projects, "must not reference"),
            .. Beyond(project.Name, project.Packages, row.Packages, "must not use the package"),
            .. Beyond(project.Name, project.Frameworks, row.Frameworks, "must not use the framework"),
        ];
    }

    /// <summary>Projects that a test project must not refer to.</summary>
    public static IEnumerable<string> OfTest(
        ProjectFile project,
        ImmutableArray<AllowedReferences> table,
        ImmutableDictionary<string, ImmutableArray<string>> extras)
    {
        const string suffix = ".Tests";
        var subject = project.Name.EndsWith(suffix, StringComparison.Ordinal) ? project.Name[..^suffix.Length] : "";
        var allowed = new HashSet<string>(table.FirstOrDefault(r => r.Project == subject)?.Projects ?? []);
        allowed.UnionWith(extras.GetValueOrDefault(project.Name, []));
        if (project.Name.EndsWith(suffix, StringComparison.Ordinal))
        {
            allowed.Add(subject);
            allowed.Add("TestKit");
        }

        return Beyond(project.Name, project.Projects, allowed, "must not reference");
    }

    /// <summary>Assemblies that the compiled project refers to although the table or a wall forbids it.</summary>
    /// <remarks>A project file's references are passed on to whoever refers to it; this finds the use of what was passed on.</remarks>
    public static IEnumerable<string> OfAssembly(
        string project, IEnumerable<string> references, ImmutableArray<AllowedReferences> table, ImmutableArray<Wall> walls)
    {
        var row = table.First(r => r.Project == project);
        foreach (var reference in references)
        {
            var name = ProjectFile.WithoutPrefix(reference);
            if (name.Length < reference.Length)
            {
                if (!row.Projects.Contains(name))
                {
                    yield return $"{project} must not use {name}";
                }

                continue;
            }

            var wall = walls
                .Where(w => reference.StartsWith(w.Assembly, StringComparison.Ordinal))
                .MaxBy(w => w.Assembly.Length);
            if (wall is not null && !wall.Projects.Contains(project))
            {
                yield return $"{project} must not use the assembly {reference}";
            }
        }
    }

    /// <summary>Projects that the solution leaves out: ./test would not build them.</summary>
    public static IEnumerable<string> OutsideSolution(string solution, IEnumerable<ProjectFile> projects) =>
        projects
            .Where(p => !solution.Contains($"\\ActiveSeg.{p.Name}.csproj\"", StringComparison.Ordinal))
            .Select(p => $"ActiveSeg.sln lacks {p.Folder}");

    private static IEnumerable<string> Beyond(
        string project, IEnumerable<string> asked, IReadOnlyCollection<string> allowed, string verb) =>
        asked.Where(a => !allowed.Contains(a)).Select(a => $"{project} {verb} {a}");
}
