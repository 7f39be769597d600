using ActiveSeg.Contracts.Experiments;
using ActiveSeg.Contracts.Pools;
using ActiveSeg.Contracts.Training;
using ActiveSeg.Domain.Experiments;
using ActiveSeg.Domain.Pools;
using ActiveSeg.Domain.Projects;
using ActiveSeg.Domain.Rounds;

namespace ActiveSeg.Contracts.Keys;

/// <summary>The only place where grain keys are made and taken apart.</summary>
public static class GrainKeys
{
    /// <summary>The grain of a scan.</summary>
    public static IScanGrain ScanGrain(this IGrainFactory grains, ProjectId project, ScanId scan) =>
        grains.GetGrain<IScanGrain>($"{project}/{scan}");

    /// <summary>The grain of a round's jobs.</summary>
    public static ITrainingJobGrain JobGrain(this IGrainFactory grains, ProjectId project, RoundNumber round) =>
        grains.GetGrain<ITrainingJobGrain>($"{project}/{round}");

    /// <summary>The grain of a shard of a pool.</summary>
    public static IPoolGrain PoolGrain(this IGrainFactory grains, ProjectId project, int shard, int shards) =>
        grains.GetGrain<IPoolGrain>($"{project}/{shard}/{shards}");

    /// <summary>The grain of an experiment.</summary>
    public static IExperimentGrain ExperimentGrain(this IGrainFactory grains, ExperimentId experiment) =>
        grains.GetGrain<IExperimentGrain>(experiment.Value);

    /// <summary>Takes a key apart: the project, and what follows the first slash.</summary>
    /// <exception cref="InvalidOperationException">The key has no slash.</exception>
    public static (ProjectId Project, string Tail) Split(string key)
    {
        var at = key.IndexOf('/', StringComparison.Ordinal);
        return at > 0
            ? (new ProjectId(key[..at]), key[(at + 1)..])
            : throw new InvalidOperationException($"'{key}' is not a key with a project");
    }
}
