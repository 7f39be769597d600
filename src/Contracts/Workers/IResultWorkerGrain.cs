using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;

namespace ActiveSeg.Contracts.Workers;

/// <summary>Applies the result of a finished job: signals, clusters, scores, promotion, reward; holds no state, may run twice without harm.</summary>
[Alias("activeseg.IResultWorkerGrain")]
public interface IResultWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Applies the result of a finished job: signals, clusters, scores, promotion, reward.</summary>
    [Alias("Apply")]
    Task ApplyAsync(ProjectId project, RoundNumber round, JobKind kind, CancellationToken cancellationToken);
}
