using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Domain.Experiments;

/// <summary>A retrospective experiment: queued, leased to a trainer like a job, then over.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Settings">What is compared.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Trainer">Who runs it, or did last; empty before the first claim.</param>
/// <param name="Fencing">Rises with every claim; results with another number are refused.</param>
/// <param name="Attempts">Claims since the last progress; one that was given back does not count.</param>
/// <param name="ExpiresAt">First instant at which the claim no longer holds; absent unless running.</param>
/// <param name="RoundsDone">Trainings done; never falls.</param>
/// <param name="Message">The trainer's last words, or why it waits again.</param>
/// <param name="Failure">Why it failed last; empty if it never did.</param>
/// <param name="Results">A ZIP archive of tables, figures and report; absent until done.</param>
/// <param name="CreatedAt">When it was submitted.</param>
/// <param name="EndedAt">When it was over; absent before.</param>
[GenerateSerializer, Immutable, Alias("activeseg.experiment-state")]
public sealed record ExperimentState(
    [property: Id(0)] ExperimentId Id,
    [property: Id(1)] ExperimentSettings Settings,
    [property: Id(2)] ExperimentStatus Status,
    [property: Id(3)] string Trainer,
    [property: Id(4)] long Fencing,
    [property: Id(5)] int Attempts,
    [property: Id(6)] DateTimeOffset? ExpiresAt,
    [property: Id(7)] int RoundsDone,
    [property: Id(8)] string Message,
    [property: Id(9)] string Failure,
    [property: Id(10)] ArtifactRef? Results,
    [property: Id(11)] DateTimeOffset CreatedAt,
    [property: Id(12)] DateTimeOffset? EndedAt);
