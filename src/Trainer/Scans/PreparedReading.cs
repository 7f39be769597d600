using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Trainer.Scans;

/// <summary>A labelled scan on the disk.</summary>
/// <param name="Scan">Its id.</param>
/// <param name="Patient">Pseudonym of the person scanned.</param>
/// <param name="Read">Reads it with its reference.</param>
/// <param name="Reads">Reads single raters' masks; null: training aims at the reference.</param>
internal sealed record PreparedReading(string Scan, string Patient, Func<LoadedScan> Read, Func<IReadOnlyList<LabelMap>>? Reads);
