using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Training;

/// <summary>A labelled scan, read when needed.</summary>
/// <param name="Id">The caller's name of the scan; unique in a training set.</param>
/// <param name="Read">Gives the scan and its mask, which share a grid. Called twice; the results are not kept.</param>
public sealed record TrainingCase(string Id, Func<(Volume Volume, LabelMap Labels)> Read)
{
    /// <summary>A case already in memory.</summary>
    public static TrainingCase Of(string id, Volume volume, LabelMap labels) => new(id, () => (volume, labels));
}
