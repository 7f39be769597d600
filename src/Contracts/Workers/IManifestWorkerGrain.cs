using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;

namespace ActiveSeg.Contracts.Workers;

/// <summary>Writes the snapshots of inputs of jobs and adds the jobs to their round; holds no state, may run twice without harm.</summary>
[Alias("activeseg.IManifestWorkerGrain")]
public interface IManifestWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Adds the jobs of one kind; describing and scoring are dealt out in parts.</summary>
    [Alias("Write")]
    Task WriteAsync(ProjectId project, RoundNumber round, JobKind kind, CancellationToken cancellationToken);
}
