using System.Collections.Immutable;

namespace ActiveSeg.Contracts.Pools;

/// <summary>What became of each scan of a registration.</summary>
/// <param name="Results">One result a scan, in the order given.</param>
[GenerateSerializer, Immutable, Alias("activeseg.registrations")]
public sealed record Registrations([property: Id(0)] ImmutableArray<Registration> Results);
