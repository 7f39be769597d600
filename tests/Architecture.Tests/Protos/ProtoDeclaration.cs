namespace ActiveSeg.Architecture.Tests.Protos;

/// <summary>One declaration of a .proto file.</summary>
/// <param name="Kind">What it declares.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Owner">Name of the message, enumeration or service around it; empty at the top.</param>
/// <param name="Type">Type of a field; request type of a method.</param>
/// <param name="Reply">Reply type of a method.</param>
/// <param name="Number">Number of a field or value.</param>
/// <param name="Commented">Whether a comment stands before it, or behind it on its line.</param>
internal sealed record ProtoDeclaration(
    ProtoKind Kind, string Name, string Owner, string Type, string Reply, int Number, bool Commented);
