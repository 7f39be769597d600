using System.Collections.Immutable;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Projects;

/// <summary>The locked reference set as drawn.</summary>
/// <param name="Lock">The lock.</param>
/// <param name="Scans">Its scans, by name.</param>
[GenerateSerializer, Immutable, Alias("activeseg.lock-view")]
public sealed record LockView([property: Id(0)] ReferenceLock Lock, [property: Id(1)] ImmutableArray<ScanId> Scans);
