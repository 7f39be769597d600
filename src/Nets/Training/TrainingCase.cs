using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.Training;

/// <summary>A labelled scan, read when needed.</summary>
/// <param name="Id">The caller's name of the scan; unique in a training set.</param>
/// <param name="Read">Gives the scan and its mask, which share a grid. Called twice; the results are not kept.</param>
/// <param name="Reads">Gives single raters' masks on that grid; training then aims at their mean instead of the mask. Default: none.</param>
/// <param name="Group">Scans of one group (a patient) are never split between training and validation. Default: the id.</param>
public sealed record TrainingCase(
    string Id,
    Func<(Volume Volume, LabelMap Labels)> Read,
    Func<IReadOnlyList<LabelMap>>? Reads = null,
    string? Group = null)
{
    /// <summary>A case already in memory.</summary>
    public static TrainingCase Of(string id, Volume volume, LabelMap labels) => new(id, () => (volume, labels));
}
