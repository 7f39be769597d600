using ActiveSeg.Domain.Delineations;

namespace ActiveSeg.Contracts.Delineations;

/// <summary>A reference has been set.</summary>
/// <param name="Reference">The reference.</param>
/// <param name="Outstanding">Scans of the locked set still without one.</param>
[GenerateSerializer, Immutable, Alias("activeseg.reference-view")]
public sealed record ReferenceView([property: Id(0)] ReferenceDelineation Reference, [property: Id(1)] int Outstanding);
