using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ActiveSeg.Architecture.Tests.Protos;

/// <summary>Names and comments of the wire: Buf's STANDARD rules, and a request id on whatever changes something.</summary>
internal static partial class ProtoRules
{
    /// <summary>First words of methods that change nothing, or are harmless to repeat as they are.</summary>
    /// <remarks>Upload names its bytes by their hash; Heartbeat carries a claim's fencing number and only prolongs it.</remarks>
    public static ImmutableArray<string> WithoutRequestId { get; } =
        ["Get", "List", "Watch", "Download", "Fetch", "Upload", "Heartbeat"];

    /// <summary>Package and file names.</summary>
    public static IEnumerable<string> Place(ProtoFile file)
    {
        if (file.Syntax != "proto3")
        {
            yield return $"{file.Path} does not say proto3";
        }

        if (!PackageName().IsMatch(file.Package))
        {
            yield return $"{file.Path} is of package \"{file.Package}\", which is not lower_snake with a version at its end";
        }
        else if (file.Path[..Math.Max(file.Path.LastIndexOf('/'), 0)] != file.Package.Replace('.', '/'))
        {
            yield return $"{file.Path} is not in the folder of its package {file.Package}";
        }

        if (!FileName().IsMatch(file.Path[(file.Path.LastIndexOf('/') + 1)..]))
        {
            yield return $"{file.Path} is not lower_snake.proto";
        }
    }

    /// <summary>Names of services, methods, messages, fields, enumerations and their values.</summary>
    public static IEnumerable<string> Names(ProtoFile file)
    {
        foreach (var d in file.Declarations)
        {
            var where = Where(file, d);
            var pascal = d.Kind is not (ProtoKind.Field or ProtoKind.Choice or ProtoKind.Value);
            if (pascal && !Pascal().IsMatch(d.Name))
            {
                yield return $"{where} is not PascalCase";
            }

            if (d.Kind is ProtoKind.Field or ProtoKind.Choice && !Snake().IsMatch(d.Name))
            {
                yield return $"{where} is not lower_snake_case";
            }

            if (d.Kind == ProtoKind.Service && !d.Name.EndsWith("Service", StringComparison.Ordinal))
            {
                yield return $"{where} does not end in Service";
            }

            if (d.Kind == ProtoKind.Value && !d.Name.StartsWith(UpperSnake(d.Owner) + "_", StringComparison.Ordinal))
            {
                yield return $"{where} does not begin with {UpperSnake(d.Owner)}_";
            }

            if (d.Kind == ProtoKind.Value && (d.Number == 0) != d.Name.EndsWith("_UNSPECIFIED", StringComparison.Ordinal))
            {
                yield return $"{where} = {d.Number}: 0 is {UpperSnake(d.Owner)}_UNSPECIFIED, and nothing else is";
            }
        }

        foreach (var e in file.Declarations.Where(d => d.Kind == ProtoKind.Enumeration))
        {
            if (file.Declarations.FirstOrDefault(v => v.Kind == ProtoKind.Value && v.Owner == e.Name) is not { Number: 0 })
            {
                yield return $"{Where(file, e)} does not begin with a value of 0";
            }
        }
    }

    /// <summary>Each method has a request and a reply of its own, named after it.</summary>
    public static IEnumerable<string> Messages(IReadOnlyCollection<ProtoFile> files)
    {
        var users = new Dictionary<string, string>();
        foreach (var file in files)
        {
            foreach (var method in file.Declarations.Where(d => d.Kind == ProtoKind.Method))
            {
                var where = Where(file, method);
                foreach (var (type, suffix) in new[] { (method.Type, "Request"), (method.Reply, "Response") })
                {
                    if (type != method.Name + suffix)
                    {
                        yield return $"{where} uses {type}; {method.Name}{suffix} is the name";
                    }

                    if (!users.TryAdd(type, where))
                    {
                        yield return $"{where} uses {type}, and so does {users[type]}";
                    }
                }
            }
        }
    }

    /// <summary>A comment stands before everything that is declared.</summary>
    public static IEnumerable<string> Comments(ProtoFile file) =>
        file.Declarations.Where(d => !d.Commented).Select(d => $"{Where(file, d)} has no comment");

    /// <summary>What changes something can be repeated: field 1 of its request is request_id.</summary>
    public static IEnumerable<string> RequestIds(ProtoFile file)
    {
        foreach (var method in file.Declarations.Where(d => d.Kind == ProtoKind.Method))
        {
            var changes = !WithoutRequestId.Any(verb => Begins(method.Name, verb));
            var first = file.Declarations.FirstOrDefault(d => d.Kind == ProtoKind.Field && d.Owner == method.Type && d.Number == 1);
            if (changes && first is not { Name: "request_id", Type: "string" })
            {
                yield return $"{Where(file, method)} changes something, and field 1 of {method.Type} is not string request_id";
            }
        }
    }

    private static bool Begins(string name, string verb) =>
        name.StartsWith(verb, StringComparison.Ordinal) && (name.Length == verb.Length || char.IsUpper(name[verb.Length]));

    private static string Where(ProtoFile file, ProtoDeclaration d) =>
        d.Owner.Length == 0 ? $"{file.Path}: {d.Name}" : $"{file.Path}: {d.Owner}.{d.Name}";

    private static string UpperSnake(string pascal) => WordEnd().Replace(pascal, "_").ToUpperInvariant();

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*\.v[1-9][0-9]*$")]
    private static partial Regex PackageName();

    [GeneratedRegex(@"^[a-z][a-z0-9_]*\.proto$")]
    private static partial Regex FileName();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex Pascal();

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex Snake();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordEnd();
}
