using System.Collections.Immutable;
using System.Xml.Linq;

namespace ActiveSeg.Architecture.Tests.Repository;

/// <summary>What a project file asks for.</summary>
/// <param name="Name">Without the prefix "ActiveSeg.".</param>
/// <param name="Folder">From the root, with '/'.</param>
/// <param name="Projects">Names of the projects referred to, without the prefix; not those that must only be built first.</param>
/// <param name="Packages">Names of the packages referred to.</param>
/// <param name="Frameworks">Shared frameworks beyond the runtime.</param>
internal sealed record ProjectFile(
    string Name,
    string Folder,
    ImmutableArray<string> Projects,
    ImmutableArray<string> Packages,
    ImmutableArray<string> Frameworks)
{
    private const string Prefix = "ActiveSeg.";

    /// <summary>Reads a project file or a props file.</summary>
    public static ProjectFile Parse(string path, string xml)
    {
        var root = XDocument.Parse(xml).Root!;
        var frameworks = Included(root, "FrameworkReference");
        if ((string?)root.Attribute("Sdk") == "Microsoft.NET.Sdk.Web")
        {
            frameworks = frameworks.Add("Microsoft.AspNetCore.App");
        }

        return new ProjectFile(
            WithoutPrefix(Path.GetFileNameWithoutExtension(path)),
            path[..Math.Max(path.LastIndexOf('/'), 0)],
            [.. Included(root, "ProjectReference").Select(p => WithoutPrefix(Path.GetFileNameWithoutExtension(p.Replace('\\', '/'))))],
            Included(root, "PackageReference"),
            frameworks);
    }

    /// <summary>Drops "ActiveSeg." from the front of a name.</summary>
    public static string WithoutPrefix(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    private static ImmutableArray<string> Included(XElement root, string element) =>
        [.. root.Descendants(element).Where(e => (string?)e.Attribute("ReferenceOutputAssembly") != "false").Select(e => (string?)e.Attribute("Include")).OfType<string>()];
}
