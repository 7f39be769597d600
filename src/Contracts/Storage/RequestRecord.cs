using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Storage;

/// <summary>A mutating call and its answer, kept with the change that it made.</summary>
/// <param name="Id">The caller's id.</param>
/// <param name="Fingerprint">SHA-256 of the payload without the id, in lower-case hexadecimal.</param>
/// <param name="Reply">The answer, serialised with <see cref="StateJson.Options"/>.</param>
public sealed record RequestRecord(RequestId Id, string Fingerprint, string Reply);
