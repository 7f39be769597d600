using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Contracts.Workers;

/// <summary>Runs the policy over the pool and opens the round with its batch; holds no state, may run twice without harm.</summary>
[Alias("activeseg.ISelectionWorkerGrain")]
public interface ISelectionWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Runs the policy over the pool and opens the round with its batch.</summary>
    [Alias("Select")]
    Task SelectAsync(ProjectId project, RoundNumber round, CancellationToken cancellationToken);
}
