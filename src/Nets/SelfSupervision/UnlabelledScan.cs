using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Nets.SelfSupervision;

/// <summary>A scan without labels, read when needed.</summary>
/// <param name="Id">The caller's name of the scan; unique among the scans of a pre-training.</param>
/// <param name="Read">Gives the scan. Called twice; the results are not kept.</param>
public sealed record UnlabelledScan(string Id, Func<Volume> Read)
{
    /// <summary>A scan already in memory.</summary>
    public static UnlabelledScan Of(string id, Volume volume) => new(id, () => volume);
}
