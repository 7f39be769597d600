namespace ActiveSeg.Architecture.Tests.Protos;

/// <summary>What a declaration of a .proto file declares.</summary>
internal enum ProtoKind
{
    /// <summary>A service.</summary>
    Service,

    /// <summary>A method of a service.</summary>
    Method,

    /// <summary>A message.</summary>
    Message,

    /// <summary>A field of a message or of a oneof.</summary>
    Field,

    /// <summary>A oneof.</summary>
    Choice,

    /// <summary>An enumeration.</summary>
    Enumeration,

    /// <summary>A value of an enumeration.</summary>
    Value,
}
