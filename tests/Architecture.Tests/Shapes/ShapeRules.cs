using System.Collections.Immutable;

namespace ActiveSeg.Architecture.Tests.Shapes;

/// <summary>What compiled types must look like.</summary>
internal static class ShapeRules
{
    private const string Serialized = "Orleans.GenerateSerializerAttribute";

    private const string Alias = "Orleans.AliasAttribute";

    private static readonly ImmutableArray<string> Awaited =
        ["System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask", "System.Collections.Generic.IAsyncEnumerable"];

    private static readonly ImmutableArray<string> Effects =
    [
        "System.Console.", "System.Diagnostics.Process.", "System.Diagnostics.Stopwatch.", "System.Environment.",
        "System.IO.Directory.", "System.IO.DirectoryInfo.", "System.IO.File.", "System.IO.FileInfo.", "System.IO.FileStream.",
        "System.Net.", "System.TimeProvider.",
    ];

    // What "yield return" is compiled to asks for it.
    private const string OfIterators = "System.Environment.get_CurrentManagedThreadId";

    /// <summary>A pure project lets nothing be awaited and nothing be changed, and touches no file, clock, console or socket.</summary>
    public static IEnumerable<string> Pure(BuiltAssembly assembly)
    {
        foreach (var type in assembly.Types)
        {
            foreach (var member in type.Members)
            {
                if (Awaited.Any(a => Mentions(member.Signature, a)))
                {
                    yield return $"{type.Name}.{member.Name} exposes a task";
                }

                if (member.Settable)
                {
                    yield return $"{type.Name}.{member.Name} is a public setter";
                }
            }
        }

        foreach (var used in assembly.Used)
        {
            if (used != OfIterators && Effects.Any(e => used.StartsWith(e, StringComparison.Ordinal)))
            {
                yield return $"{assembly.Project} is pure and must not use {used}";
            }
        }
    }

    /// <summary>Grains are reached through their interfaces only.</summary>
    public static IEnumerable<string> Grains(BuiltAssembly assembly)
    {
        foreach (var type in assembly.Types)
        {
            if (IsGrain(type) && (type.Visible || !type.Sealed))
            {
                yield return $"{type.Name} is a grain and must be internal and sealed";
            }
        }
    }

    /// <summary>Whether the type is a grain's class.</summary>
    public static bool IsGrain(BuiltType type) =>
        !type.IsInterface && type.Bases.Any(b =>
            b is "Orleans.Grain" or "Orleans.IGrainBase" || b.StartsWith("Orleans.Grain`1", StringComparison.Ordinal));

    /// <summary>A serialized type keeps its wire name when it is renamed or moved.</summary>
    public static IEnumerable<string> Aliases(IEnumerable<BuiltAssembly> assemblies)
    {
        var owners = new Dictionary<string, string>();
        foreach (var type in assemblies.SelectMany(a => a.Types))
        {
            var alias = type.Attributes.FirstOrDefault(a => a.Type == Alias).Text;
            if (alias is null)
            {
                if (type.Has(Serialized) && !type.IsEnum)
                {
                    yield return $"{type.Name} is serialized and has no alias";
                }
            }
            else if (!owners.TryAdd(alias, type.Name))
            {
                yield return $"{type.Name} and {owners[alias]} have the same alias \"{alias}\"";
            }
        }
    }

    private static bool Mentions(string signature, string type)
    {
        for (var at = signature.IndexOf(type, StringComparison.Ordinal); at >= 0;
            at = signature.IndexOf(type, at + 1, StringComparison.Ordinal))
        {
            var after = at + type.Length;
            if (after == signature.Length || !(char.IsLetterOrDigit(signature[after]) || signature[after] == '.'))
            {
                return true;
            }
        }

        return false;
    }
}
