using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Projects;

/// <summary>Identity of a mutating call.</summary>
/// <param name="Id">The caller's id.</param>
/// <param name="Fingerprint">SHA-256 of the payload without the id, in lower-case hexadecimal.</param>
[GenerateSerializer, Immutable, Alias("activeseg.call-identity")]
public sealed record CallIdentity([property: Id(0)] RequestId Id, [property: Id(1)] string Fingerprint);
