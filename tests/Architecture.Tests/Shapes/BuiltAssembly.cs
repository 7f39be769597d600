using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ActiveSeg.Architecture.Tests.References;
using ActiveSeg.Architecture.Tests.Repository;

namespace ActiveSeg.Architecture.Tests.Shapes;

/// <summary>What the metadata of a compiled assembly says, read without loading it.</summary>
/// <param name="Project">Name of the project, without the prefix.</param>
/// <param name="References">Names of the assemblies that its code uses.</param>
/// <param name="Used">Members of other assemblies' types that its code uses, as "Namespace.Type.Member".</param>
/// <param name="Types">Types that a person wrote; what compilers added is left out.</param>
internal sealed record BuiltAssembly(
    string Project,
    ImmutableArray<string> References,
    ImmutableArray<string> Used,
    ImmutableArray<BuiltType> Types)
{
    private static readonly Lazy<ImmutableArray<BuiltAssembly>> All = new(() =>
        [.. ReferenceTable.Projects.Select(r => Read(r.Project, Locate(r.Project)))]);

    /// <summary>Every project of src, as built in Release.</summary>
    /// <exception cref="InvalidOperationException">One has not been built, by name.</exception>
    public static ImmutableArray<BuiltAssembly> Source => All.Value;

    /// <summary>Reads one assembly.</summary>
    public static BuiltAssembly Read(string project, string path)
    {
        using var stream = File.OpenRead(path);
        using var image = new PEReader(stream);
        var reader = image.GetMetadataReader();
        return new BuiltAssembly(
            project,
            [.. reader.AssemblyReferences.Select(h => reader.GetString(reader.GetAssemblyReference(h).Name))],
            [.. reader.MemberReferences.Select(h => MemberName(reader, reader.GetMemberReference(h))).Distinct()],
            [.. reader.TypeDefinitions.Select(h => BuiltType.Read(reader, h)).Where(t => !t.Generated)]);
    }

    private static string MemberName(MetadataReader reader, MemberReference member) =>
        $"{TypeNames.Of(reader, member.Parent)}.{reader.GetString(member.Name)}";

    private static string Locate(string project)
    {
        var path = Path.Combine(Checkout.Root, "artifacts", "bin", $"ActiveSeg.{project}", "release", $"ActiveSeg.{project}.dll");
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"{project} has not been built in Release ({path}); ./test builds everything.");
    }
}
