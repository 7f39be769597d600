using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;
using ActiveSeg.Domain.Training;

namespace ActiveSeg.Contracts.Workers;

/// <summary>Writes the snapshot of inputs of a job and adds the job to its round; holds no state, may run twice without harm.</summary>
[Alias("activeseg.IManifestWorkerGrain")]
public interface IManifestWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Writes the snapshot of inputs of a job and adds the job to its round.</summary>
    [Alias("Write")]
    Task WriteAsync(ProjectId project, RoundNumber round, JobKind kind, CancellationToken cancellationToken);
}
