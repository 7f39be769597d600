using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;

namespace ActiveSeg.Contracts.Workers;

/// <summary>Applies the result of a finished job, and that of a job in parts once all are there: signals, clusters, scores, promotion, reward; holds no state, may run twice without harm.</summary>
[Alias("activeseg.IResultWorkerGrain")]
public interface IResultWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Applies what has come in; a failed part fails the round.</summary>
    [Alias("Apply")]
    Task ApplyAsync(ProjectId project, RoundNumber round, JobId job, CancellationToken cancellationToken);
}
