using System.Collections.Immutable;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;

namespace ActiveSeg.Grains.Commits;

/// <summary>Reads of single documents by what they are.</summary>
internal static class StateReads
{
    /// <summary>The project; absent when it does not exist.</summary>
    public static Task<Stored<ProjectState>?> ReadProjectAsync(
        this IProjectStore store, ProjectId project, CancellationToken cancellationToken) =>
        store.ReadAsync<ProjectState>(DocumentKey.OfProject(project), cancellationToken);

    /// <summary>A round; absent when it does not exist.</summary>
    public static Task<Stored<RoundState>?> ReadRoundAsync(
        this IProjectStore store, ProjectId project, RoundNumber round, CancellationToken cancellationToken) =>
        store.ReadAsync<RoundState>(DocumentKey.OfRound(project, round), cancellationToken);

    /// <summary>A job; absent when it does not exist.</summary>
    public static Task<Stored<TrainingJob>?> ReadJobAsync(
        this IProjectStore store, ProjectId project, RoundNumber round, JobId job, CancellationToken cancellationToken) =>
        store.ReadAsync<TrainingJob>(DocumentKey.OfJob(project, round, job), cancellationToken);

    /// <summary>Jobs of a project that wait or are held, of every round.</summary>
    public static Task<ImmutableArray<Stored<TrainingJob>>> ListOpenJobsAsync(
        this IProjectStore store, ProjectId project, CancellationToken cancellationToken) =>
        store.ListAsync<TrainingJob>(
            DocumentKind.Job, project, [nameof(JobStatus.Waiting), nameof(JobStatus.Leased)], cancellationToken);

    /// <summary>The write of a project.</summary>
    public static DocumentWrite Write(this Stored<ProjectState> stored, ProjectState value) =>
        new(DocumentKey.OfProject(value.Id), stored.Version, value);

    /// <summary>The write of a round; its tag is its phase.</summary>
    public static DocumentWrite Write(this Stored<RoundState> stored, RoundState value) =>
        new(DocumentKey.OfRound(value.Project, value.Number), stored.Version, value, value.Phase.ToString());

    /// <summary>The write of a job; its tag is its status.</summary>
    public static DocumentWrite Write(this Stored<TrainingJob> stored, TrainingJob value) =>
        new(DocumentKey.OfJob(value.Project, value.Round, value.Id), stored.Version, value, value.Status.ToString());

    /// <summary>The refusal for a project that does not exist.</summary>
    public static Refusal NoProject(ProjectId project) =>
        Refusal.NotFound("PROJECT_NOT_FOUND", $"there is no project '{project}'");
}
