using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Storage;

/// <summary>Work that a commit asked for and that has not been confirmed as done.</summary>
/// <param name="Id">Rises with every message.</param>
/// <param name="Project">The project.</param>
/// <param name="Kind">What is to be done.</param>
/// <param name="Subject">What it is about: as <see cref="WorkKind"/> says.</param>
/// <param name="Attempts">How often it has been taken, this time included.</param>
public sealed record OutboxMessage(long Id, ProjectId Project, WorkKind Kind, string Subject, int Attempts);
