using System.Collections.Immutable;
using ActiveSeg.Volumes.Grids;

namespace ActiveSeg.Lab.Cases;

/// <summary>A labelled scan of the dataset, in memory.</summary>
/// <param name="Id">Case id.</param>
/// <param name="Patient">Patient; scans of one are never on both sides of the split.</param>
/// <param name="Image">Intensities.</param>
/// <param name="Labels">The dataset's own mask on the image's grid.</param>
/// <param name="Strata">Name to value.</param>
/// <param name="ForegroundVoxels">Voxels of structures in the mask.</param>
internal sealed record LabCase(
    string Id, string Patient, Volume Image, LabelMap Labels, ImmutableSortedDictionary<string, string> Strata, long ForegroundVoxels);
