using System.Collections.Immutable;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Storage;

/// <summary>Everything that one decision changes: all of it happens, or nothing.</summary>
/// <param name="Project">The project.</param>
/// <param name="Request">The call that asked for it; absent for the server's own work.</param>
/// <param name="Documents">Documents with the versions that the decision was made on.</param>
/// <param name="Scans">Scans with the versions that the decision was made on.</param>
/// <param name="Work">Work that follows.</param>
public sealed record Commit(
    ProjectId Project,
    RequestRecord? Request,
    ImmutableArray<DocumentWrite> Documents,
    ImmutableArray<ScanWrite> Scans,
    ImmutableArray<NewWork> Work);
