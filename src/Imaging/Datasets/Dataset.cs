using System.Collections.Immutable;

namespace ActiveSeg.Imaging.Datasets;

/// <summary>What a folder of scans holds, as its description says; no voxel has been read.</summary>
/// <param name="Name">Name of the data set, or of its folder.</param>
/// <param name="Folder">Full path.</param>
/// <param name="Structures">Label number to name, without background; empty when the folder names none.</param>
/// <param name="StratumNames">Names of the strata that every case has, sorted.</param>
/// <param name="Cases">In the order of the description.</param>
/// <param name="Problems">What was left out while the description was read.</param>
public sealed record Dataset(
    string Name,
    string Folder,
    ImmutableSortedDictionary<byte, string> Structures,
    ImmutableArray<string> StratumNames,
    ImmutableArray<DatasetCase> Cases,
    ImmutableArray<DatasetProblem> Problems);
