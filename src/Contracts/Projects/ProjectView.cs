using ActiveSeg.Contracts.Pools;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Projects;

/// <summary>A project as callers see it.</summary>
/// <param name="State">Its state.</param>
/// <param name="Counts">Its scans by role and status.</param>
[GenerateSerializer, Immutable, Alias("activeseg.project-view")]
public sealed record ProjectView([property: Id(0)] ProjectState State, [property: Id(1)] ScanCounts Counts);
