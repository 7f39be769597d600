using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ActiveSeg.Architecture.Tests.Protos;

/// <summary>What a .proto file declares; as much of the language as the rules need.</summary>
/// <param name="Path">From the folder of protos, with '/'.</param>
/// <param name="Syntax">"proto3", or empty.</param>
/// <param name="Package">Its package; empty when there is none.</param>
/// <param name="Imports">Files that it imports.</param>
/// <param name="Declarations">In the order of the file.</param>
internal sealed partial record ProtoFile(
    string Path, string Syntax, string Package, ImmutableArray<string> Imports, ImmutableArray<ProtoDeclaration> Declarations)
{
    /// <summary>Reads one file.</summary>
    /// <exception cref="InvalidOperationException">A statement is not understood.</exception>
    public static ProtoFile Parse(string path, string text)
    {
        var syntax = "";
        var package = "";
        var imports = ImmutableArray.CreateBuilder<string>();
        var declarations = ImmutableArray.CreateBuilder<ProtoDeclaration>();
        var around = new Stack<ProtoDeclaration?>();
        var commented = false;
        foreach (Match token in Statement().Matches(text))
        {
            if (token.Groups["comment"].Success)
            {
                commented = true;
                continue;
            }

            if (token.Groups["close"].Success)
            {
                around.Pop();
                commented = false;
                continue;
            }

            var statement = Spaces().Replace(token.Groups["statement"].Value.Trim(), " ");
            var opens = token.Groups["end"].Value == "{";
            if (Preamble().Match(statement) is { Success: true } preamble)
            {
                var value = preamble.Groups[2].Value;
                _ = preamble.Groups[1].Value switch
                {
                    "syntax" => syntax = value,
                    "package" => package = value,
                    _ => Add(imports, value),
                };
            }
            else if (statement.Length > 0 && !Ignored().IsMatch(statement))
            {
                declarations.Add(Declare(path, statement, Owner(around), commented));
            }

            if (opens)
            {
                around.Push(statement.Length > 0 && !Ignored().IsMatch(statement) ? declarations[^1] : null);
            }

            commented = false;
        }

        return new ProtoFile(path, syntax, package, imports.ToImmutable(), declarations.ToImmutable());
    }

    private static string Add(ImmutableArray<string>.Builder list, string value)
    {
        list.Add(value);
        return value;
    }

    private static ProtoDeclaration? Owner(Stack<ProtoDeclaration?> around) =>
        around.FirstOrDefault(d => d is not null && d.Kind is not ProtoKind.Choice);

    private static ProtoDeclaration Declare(string path, string statement, ProtoDeclaration? owner, bool commented)
    {
        var ownerName = owner?.Name ?? "";
        if (Block().Match(statement) is { Success: true } block)
        {
            var kind = block.Groups[1].Value switch
            {
                "service" => ProtoKind.Service,
                "message" => ProtoKind.Message,
                "oneof" => ProtoKind.Choice,
                _ => ProtoKind.Enumeration,
            };
            return new ProtoDeclaration(kind, block.Groups[2].Value, ownerName, "", "", 0, commented);
        }

        if (Method().Match(statement) is { Success: true } method)
        {
            return new ProtoDeclaration(
                ProtoKind.Method, method.Groups[1].Value, ownerName, method.Groups[2].Value, method.Groups[3].Value, 0, commented);
        }

        var number = (Group g) => int.Parse(g.Value, CultureInfo.InvariantCulture);
        if (owner?.Kind == ProtoKind.Enumeration && Value().Match(statement) is { Success: true } value)
        {
            return new ProtoDeclaration(
                ProtoKind.Value, value.Groups[1].Value, ownerName, "", "", number(value.Groups[2]), commented);
        }

        if (Field().Match(statement) is { Success: true } field)
        {
            return new ProtoDeclaration(
                ProtoKind.Field, field.Groups[2].Value, ownerName, field.Groups[1].Value, "", number(field.Groups[3]), commented);
        }

        throw new InvalidOperationException($"{path}: not understood: {statement}");
    }

    [GeneratedRegex("""(?<comment>//[^\n]*|/\*.*?\*/)|(?<close>\})|(?<statement>(?:[^;{}"/]|"[^"]*")+)(?<end>[;{])""", RegexOptions.Singleline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("""^(syntax|package|import)(?:\s*=)?\s*(?:public\s+|weak\s+)?"?([^"]+)"?$""")]
    private static partial Regex Preamble();

    [GeneratedRegex("^(option|reserved|extensions|extend)\\b")]
    private static partial Regex Ignored();

    [GeneratedRegex(@"^(service|message|enum|oneof) (\w+)$")]
    private static partial Regex Block();

    [GeneratedRegex(@"^rpc (\w+) ?\( ?(?:stream )?([\w.]+) ?\) returns ?\( ?(?:stream )?([\w.]+) ?\)$")]
    private static partial Regex Method();

    [GeneratedRegex(@"^(\w+) = (\d+)(?: \[.*\])?$")]
    private static partial Regex Value();

    [GeneratedRegex(@"^((?:repeated |optional )?(?:[\w.]+|map ?<.+>)) (\w+) = (\d+)(?: \[.*\])?$")]
    private static partial Regex Field();
}
