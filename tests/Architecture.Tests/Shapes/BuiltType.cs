using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace ActiveSeg.Architecture.Tests.Shapes;

/// <summary>One type of a compiled assembly.</summary>
/// <param name="Name">Full name; nested types after a dot.</param>
/// <param name="Visible">Whether other projects can see it.</param>
/// <param name="Sealed">Whether nothing can derive from it.</param>
/// <param name="Abstract">Whether it is abstract, or static.</param>
/// <param name="IsEnum">Whether it is an enumeration.</param>
/// <param name="IsInterface">Whether it is an interface.</param>
/// <param name="Generated">Whether a compiler made it.</param>
/// <param name="Bases">Its base type and its interfaces.</param>
/// <param name="Attributes">Its attributes: type and, where there is one, the first text argument.</param>
/// <param name="Members">What it shows to other projects.</param>
internal sealed record BuiltType(
    string Name,
    bool Visible,
    bool Sealed,
    bool Abstract,
    bool IsEnum,
    bool IsInterface,
    bool Generated,
    ImmutableArray<string> Bases,
    ImmutableArray<(string Type, string Text)> Attributes,
    ImmutableArray<BuiltMember> Members)
{
    private const MethodAttributes Access = MethodAttributes.MemberAccessMask;

    /// <summary>Whether it carries the attribute, by full name.</summary>
    public bool Has(string attribute) => Attributes.Any(a => a.Type == attribute);

    /// <summary>Reads one type.</summary>
    public static BuiltType Read(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = TypeNames.Of(reader, handle);
        var attributes = ReadAttributes(reader, type.GetCustomAttributes());
        var bases = type.GetInterfaceImplementations()
            .Select(i => TypeNames.Of(reader, reader.GetInterfaceImplementation(i).Interface))
            .Prepend(type.BaseType.IsNil ? "" : TypeNames.Of(reader, type.BaseType))
            .ToImmutableArray();
        var visible = IsVisible(reader, handle);
        return new BuiltType(
            name,
            visible,
            type.Attributes.HasFlag(TypeAttributes.Sealed),
            type.Attributes.HasFlag(TypeAttributes.Abstract),
            bases[0] == "System.Enum",
            type.Attributes.HasFlag(TypeAttributes.Interface),
            name.Contains('<') || name.StartsWith("OrleansCodeGen", StringComparison.Ordinal)
                || attributes.Any(a => a.Type.EndsWith("CompilerGeneratedAttribute", StringComparison.Ordinal)
                    || a.Type.EndsWith("GeneratedCodeAttribute", StringComparison.Ordinal)),
            bases,
            attributes,
            visible ? [.. ReadMembers(reader, type)] : []);
    }

    private static IEnumerable<BuiltMember> ReadMembers(MetadataReader reader, TypeDefinition type)
    {
        foreach (var handle in type.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            if (Shows(method.Attributes & Access))
            {
                var signature = method.DecodeSignature(TypeNames.Instance, null);
                var name = reader.GetString(method.Name);
                var special = method.Attributes.HasFlag(MethodAttributes.SpecialName);
                yield return new BuiltMember(
                    name,
                    string.Join(", ", signature.ParameterTypes.Prepend(signature.ReturnType)),
                    special && name.StartsWith("set_", StringComparison.Ordinal) && !signature.ReturnType.Contains("IsExternalInit"));
            }
        }

        foreach (var handle in type.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            var access = field.Attributes & FieldAttributes.FieldAccessMask;
            if (access is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem)
            {
                var kept = field.Attributes.HasFlag(FieldAttributes.InitOnly) || field.Attributes.HasFlag(FieldAttributes.Literal)
                    || field.Attributes.HasFlag(FieldAttributes.RTSpecialName);
                yield return new BuiltMember(reader.GetString(field.Name), field.DecodeSignature(TypeNames.Instance, null), !kept);
            }
        }
    }

    private static bool Shows(MethodAttributes access) =>
        access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsVisible(MetadataReader reader, TypeDefinitionHandle handle)
    {
        for (var at = handle; !at.IsNil; at = reader.GetTypeDefinition(at).GetDeclaringType())
        {
            var visibility = reader.GetTypeDefinition(at).Attributes & TypeAttributes.VisibilityMask;
            if (visibility is not (TypeAttributes.Public or TypeAttributes.NestedPublic
                or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem))
            {
                return false;
            }
        }

        return true;
    }

    private static ImmutableArray<(string Type, string Text)> ReadAttributes(
        MetadataReader reader, CustomAttributeHandleCollection handles)
    {
        var found = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var handle in handles)
        {
            var attribute = reader.GetCustomAttribute(handle);
            var (type, signature) = attribute.Constructor.Kind == HandleKind.MemberReference
                ? Constructor(reader, reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor))
                : Constructor(reader, reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor));
            var text = "";
            if (signature.ParameterTypes is ["System.String", ..])
            {
                var value = reader.GetBlobReader(attribute.Value);
                value.ReadUInt16();
                text = value.ReadSerializedString() ?? "";
            }

            found.Add((type, text));
        }

        return found.ToImmutable();
    }

    private static (string, MethodSignature<string>) Constructor(MetadataReader reader, MemberReference reference) =>
        (TypeNames.Of(reader, reference.Parent), reference.DecodeMethodSignature(TypeNames.Instance, null));

    private static (string, MethodSignature<string>) Constructor(MetadataReader reader, MethodDefinition definition) =>
        (TypeNames.Of(reader, definition.GetDeclaringType()), definition.DecodeSignature(TypeNames.Instance, null));
}
