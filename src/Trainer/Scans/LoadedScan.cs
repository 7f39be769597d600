using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Trainer.Scans;

/// <summary>One scan of a manifest in memory.</summary>
/// <param name="Scan">The scan's id.</param>
/// <param name="Volume">Its intensities.</param>
/// <param name="Reference">Its reference on the volume's own grid; null when none was asked for.</param>
internal sealed record LoadedScan(string Scan, Volume Volume, LabelMap? Reference);
