using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.Contracts.Workers;

/// <summary>Fuses the reads of a scan and records the outcome; holds no state, may run twice without harm.</summary>
[Alias("activeseg.IConsensusWorkerGrain")]
public interface IConsensusWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Fuses the reads of a scan and records the outcome.</summary>
    [Alias("Fuse")]
    Task FuseAsync(ProjectId project, ScanId scan, CancellationToken cancellationToken);
}
